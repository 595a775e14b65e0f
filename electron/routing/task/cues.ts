import type { TaskType } from '../../../shared/model/routing.ts';

/** What in a prompt speaks for a task, and how strongly: 1 is a hint, 3 all but decides. English and German, without accents. */
export interface Cue {
  task: TaskType;
  weight: number;
  pattern: RegExp;
}

const cues = (task: TaskType, weight: number, ...patterns: readonly RegExp[]): Cue[] =>
  patterns.map((pattern) => ({ task, weight, pattern }));

export const taskCues: readonly Cue[] = [
  ...cues(
    'coding',
    3,
    /```/,
    /\b(?:typescript|javascript|python|kotlin|c\+\+|c#|golang|rust|php|sql|html|css|vba|bash|powershell|dockerfile|regex|react|vue|angular|fastapi|django|node(?:js)?|nginx|kubernetes|terraform|vim|latex)\b/i,
    /\b(?:git|docker|npm|pip|curl) ?(?:rebase|merge|commit|push|hub actions|container|install|compose)?\b/i,
    /\b(?:function|class|def|const|let|var|public|return|import|select|select \*|fn)\b[^.?]*[({=;]/i,
    /\b(?:segfault|stack ?trace|\w+(?:Error|Exception)\b|unit tests?|pull request|refactor|debug|compiler?|workflow that)/,
    /\b(?:skript|script|code|programm(?:iere)?|quellcode|rest-api|api endpoint|query|datenbankabfrage)\b/i,
  ),
  ...cues('coding', 2, /\bin (?:java|go|c|swift|ruby|scala|perl)\b/i, /\w\.\w+\(|\bint \*|=>|\{\s*"/, /\bimplement\b/i),
  ...cues('coding', 1, /\b(?:fix|bug|error|crash|types?|json|config|binary|algorithm|string|array|server)\b/i),

  ...cues(
    'maths',
    3,
    /\b(?:integral|derivative|ableitung|eigen(?:values?|werte?)|matrix|gleichung(?:ssystem)?|equation|probability|wahrscheinlichkeit|divisor|divisible|standard deviation|prime numbers?|primzahl(?:en)?|factori[sz]e|factor x|square root|wurzel|logarithm|compound interest|zinseszins|expected value|natural numbers|perimeter|limit of)\b/i,
    /\b(?:solve for|lose|prove that|show that|beweise|berechne|calculate|compute)\b/i,
    /^[\s\d+*/().,^=?-]*\d\s*[+*/^=-]\s*[\s\d+*/().,^=?-]*$/,
    /\blog\d*\s*\(|\bsin\(|\bcos\(|\b[xyn]\^\d|\d\s*[*/+-]\s*\d+\s*[*/+=-]|\d\/\d+\s*[+*-]/,
    /\d\s*(?:%|percent|prozent) (?:of|von)\b/i,
  ),
  ...cues(
    'maths',
    2,
    /\bhow (?:many|much)\b.*\d|\bwie ?viele?\b.*\d|\bwie gross\b.*\d/i,
    /\bif \d+ .*\d+|\b\d+ .*\b(?:km|hours?|euros?|minutes?)\b.*\b(?:average|original|how (?:long|much|many))\b/i,
    /\bconvert \d|\bfraction\b|\bsum of\b|\bsquare\b|\bflache\b/i,
    /\b(?:rolling|dice|ways are there)\b/i,
  ),

  ...cues(
    'translation',
    4,
    /\b(?:translate|translation|translated|back-translate|ubersetz\w*|traduis|traduc\w*|traduir\w*|tradu\w*|ubertrag\w*|locali[sz]e)\b/i,
    /\bwhat does \W\S+\W mean in\b|\bhow (?:do|would|to) (?:you |i )?say\b|\bwie sagt man\b|\bcomment dit-on\b|\bwas heisst\b/i,
    /\b(?:in|into|to|ins|auf|from|the) (?:the )?(?:english|german|french|spanish|italian|dutch|polish|russian|turkish|chinese|japanese|korean|portuguese|arabic|swedish|latin|englische?|deutsche?|franzosische?|spanische?|italienische?|polnische?|russische?|turkische?)(?: (?:word|version|translation|please))?\b(?=\s*(?:$|[:?.,]|word|version|please|and\b))/i,
    /\b(?:english|german|french|spanish) to (?:english|german|french|spanish|latin|dutch|italian)\b/i,
    /\b(?:italian|french|spanish|portuguese|german|english|arabic) (?:word|version|translation)\b/i,
  ),

  ...cues(
    'summary',
    4,
    /\b(?:summari[sz]e|summary|summaris\w*|tl;?dr|synopsis|recap|condense|gist|nutshell|abstract for|zusammen(?:fass\w*)|zusammenfassung|sum up|key takeaways?|main points|boil (?:this|it) down)\b/i,
    /\bfass\w* .*\bzusammen\b|\bworum geht es\b|\bkurze\b/i,
    /\b(?:make this shorter|shorten|brief overview|reduce this|(?:one|two|three|five|\w+) minute version|outline the structure)\b/i,
  ),
  ...cues(
    'summary',
    1,
    /\b(?:in brief|in short|bullet points|stichpunkten?|(?:one|two|three|\d+) sentences?|essential)\b/i,
  ),

  ...cues(
    'extraction',
    4,
    /\b(?:extract|extrahiere|pull (?:out|all)|parse this|tag the|label the|classify|named entit\w*|map each|lies aus|fulle diese felder)\b/i,
    /\b(?:list|find|get|give me|return) (?:all|every|only|each)\b(?! (?:of )?(?:your|my) (?:thoughts|ideas))/i,
    /\b(?:turn|convert) (?:this|the \w+(?: below)?) (?:in)?to (?:a )?(?:csv|json|table|xml)\b|\bas json\b|\bjson object\b/i,
    /\b(?:sort|ordne|group) (?:these|die folgenden)\b|\bkategorien\b|\biso codes?\b|\banswer only\b/i,
    /\bwhich \w+.* (?:are|is) (?:mentioned|named)\b|\b(?:mentioned|named) (?:here|in this)\b/i,
    /\b(?:action items|key facts|all personal data)\b/i,
  ),
  ...cues(
    'extraction',
    2,
    /\b(?:in this message|from (?:this|the) (?:log|receipt|text|invoice|table)|read the receipt|as a table|identify the language|sentiment|spam)\b/i,
    /\blist the \w+ and \w+ in\b|\bget the \w+, \w+ and \w+\b/i,
  ),

  ...cues(
    'creative',
    4,
    /\b(?:poem|gedicht|haiku|limerick|lyrics|rap about|song|short story|kurzgeschichte|(?:gute-nacht-)?geschichte uber|fairy tale|marchen|screenplay|monologue|slogan|joke|witz|caption|plot outline|legend about|fantasy world|cover letter|wedding speech|birthday card|blog post|product description|titles? for|names? for|namen fur|rollenspiel)\b/i,
    /\b(?:write|draft|compose|create|schreib\w*|erfinde|invent|come up with|make up|denk dir|brainstorm|think of|imagine)\b.*\b(?:story|scene|dialogue|speech|rede|text|letter|brief|figuren|world|tale|apology)\b/i,
    /\b(?:continue this story|from the point of view|in the style of|vividly)\b/i,
  ),
  ...cues(
    'creative',
    2,
    /^(?:write|compose|invent|imagine|draft|schreib\w*|erfinde|denk dir)\b/i,
    /\b(?:funny|warm|catchy|creative)\b/i,
  ),

  ...cues(
    'analysis',
    4,
    /\b(?:analy[sz]e|analysiere|analysis|pros and cons|vor- und nachteile|swot|trade-?offs?|strengths and weaknesses|evaluate|bewerte\w*|assess|critically|weigh|implications|root cause|compare(?: and contrast)?|vergleiche|hypothes[ei]s|fallac\w+|risiken|consequences)\b/i,
  ),
  ...cues(
    'analysis',
    3,
    /\b(?:should i|is it (?:better|worth)|which (?:would|one would|of these|framework|should)|worth it)\b/i,
    /\b(?:what (?:trends|conclusions|could go wrong|are the main themes)|rank these|both sides|justify|ursachen)\b/i,
  ),

  ...cues(
    'explanation',
    3,
    /\b(?:explain|erklar\w*|what (?:is|are|was) the difference|unterschied zwischen|walk me through|help me understand|step by step|like i(?:'m| am) (?:five|\d+)|tell me about the history|what does .* mean|was bedeutet)\b/i,
    /^(?:how|why|wieso|warum|weshalb|wie) (?:does|do|is|are|did|was|were|funktioniert|wird|the|entsteht)\b/i,
  ),
  ...cues(
    'explanation',
    2,
    /^(?:what|who|when|where|was|wer|wann|wo|why|how|wie|describe how|what's)\b/i,
    /\b(?:concept|in simple terms|the point of|rules of|what happens)\b/i,
  ),

  ...cues(
    'chat',
    4,
    /^(?:hi|hello|hey|hallo|moin|guten (?:morgen|tag|abend)|good (?:morning|night|evening)|thanks?(?: you)?|danke\w*|ok(?:ay)?|yes|no|ja|nein|lol|haha\w*|sorry|great|bye|see you|happy new year)\b[^\n]{0,40}$/i,
    /\b(?:how are you|wie geht(?:'s| es dir)|who are you|are you (?:a|an|there|real)|what can you do|can you help me|bist du|was geht)\b/i,
    /^(?:i am|i'm|i feel|i had|i think i|my \w+ died|ich bin|ich fuhle)\b/i,
    /\b(?:tell me something nice|do you like|you are funny|should i cook)\b/i,
  ),
];
