import { z } from 'zod';
import { optionalText } from '../settings/fields.ts';

/** us-east-1, ap-southeast-2, us-gov-west-1, eusc-de-east-1: https://docs.aws.amazon.com/general/latest/gr/rande.html */
const region = /^[a-z]{2,4}(-(gov|iso[a-z]?|de))?-(north|south|east|west|central)(east|west)?-\d{1,2}$/;

/** Where, and as whom: what every service of AWS wants to know. */
export const awsSettings = z.object({
  region: z
    .string({ error: 'A region is needed, us-east-1 for one.' })
    .trim()
    .regex(region, 'There is no such region. It looks like us-east-1 or eu-central-1.')
    .meta({
      title: 'Region',
      description: 'Where the models run; not every model is everywhere.',
      placeholder: 'us-east-1',
    }),
  profile: optionalText.meta({
    title: 'Profile',
    description: 'Of ~/.aws/credentials; used where no key is given.',
    placeholder: 'default',
  }),
  roleArn: optionalText
    .refine((text) => text === undefined || /^arn:aws[\w-]*:iam::\d{12}:role\/.+$/.test(text), {
      message: 'A role looks like arn:aws:iam::123456789012:role/models.',
    })
    .meta({ title: 'Role', description: 'Taken on with the key or the profile before anything is asked.' }),
});
export type AwsSettings = z.output<typeof awsSettings>;

/** Some countries and governments have an AWS of their own. */
const partitions: readonly (readonly [RegExp, string])[] = [
  [/^cn-/, 'amazonaws.com.cn'],
  [/^us-iso-/, 'c2s.ic.gov'],
  [/^us-isob-/, 'sc2s.sgov.gov'],
  [/^us-isof-/, 'csp.hci.ic.gov'],
  [/^eu-isoe-/, 'cloud.adc-e.uk'],
  [/^eusc-/, 'amazonaws.eu'],
];
const domainOf = (of: string): string => partitions.find(([pattern]) => pattern.test(of))?.[1] ?? 'amazonaws.com';

/** The host of a service in a region. */
export const awsHost = (service: string, of: string): string => `${service}.${of}.${domainOf(of)}`;
