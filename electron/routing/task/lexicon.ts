/**
 * Words that say the same about a task, so that one that was met in training speaks for those that were not. English and
 * German with a little French and Spanish; lower case, no accents. A star stands for any ending.
 */
const classes: Record<string, string> = {
  language: `english englisch* german deutsch* french franzosisch* spanish spanisch* italian italienisch* dutch
    niederlandisch* hollandisch* portuguese portugiesisch* polish polnisch* russian russisch* turkish turkisch* chinese
    chinesisch* mandarin cantonese japanese japanisch* korean koreanisch* arabic arabisch* hebrew hebraisch* persian farsi
    greek griechisch* latin latein* swedish schwedisch* danish danisch* norwegian norwegisch* finnish finnisch* hungarian
    ungarisch* czech tschechisch* slovak slowakisch* romanian rumanisch* bulgarian bulgarisch* ukrainian ukrainisch*
    croatian kroatisch* serbian serbisch* hindi urdu bengali thai vietnames* indonesian welsh irish gaelic catalan
    icelandic anglais allemand francais espagnol italien ingles aleman espanol frances engels duits bavarian`,
  translate: `translat* ubersetz* ubertrag* tradui* tradu* localis* localiz* subtitle* untertitel* vertaal* idiom*
    redewendung* pinyin romaji`,
  tongue: `say says sagt heisst hiess spell pronounce aussprech* word wort nennt phrase saying speaker speakers native`,
  program: `javascript typescript python java kotlin golang rust php ruby swift scala perl haskell elixir erlang lua dart cobol
    fortran matlab julia groovy bash zsh shell powershell sql mysql postgres postgresql sqlite mongodb redis html css scss
    sass tailwind react vue angular svelte nextjs node nodejs deno express django flask fastapi rails laravel spring
    hibernate pandas numpy tensorflow pytorch jquery webpack vite npm yarn pnpm pip maven gradle cmake makefile docker
    dockerfile kubernetes kubectl helm terraform ansible nginx apache git github gitlab jenkins aws lambda linux ubuntu
    debian ssh curl sed awk grep regex regexp cron yaml toml xml vba excel sheets wordpress arduino raspberry latex vim
    vscode graphql websocket websockets oauth jwt kafka rabbitmq elasticsearch selenium playwright cypress jest pytest junit
    eslint prettier flutter android xcode unity systemd ffmpeg openssl homebrew makros makro macro`,
  code: `code codes function funktion functions method methode class klasse variable* array* string* loop* schleife* pointer*
    thread* async await callback* promise* closure* recursion recursive rekursi* algorithm* compile* compiler bug bugs debug*
    error errors exception* traceback stacktrace stack segfault crash* refactor* implement* implementier* deploy* commit*
    branch* merge rebase endpoint* api apis backend frontend server script skript scripts query queries database datenbank
    schema index boolean integer float null undefined nullpointer* syntax* library libraries package packages framework
    frameworks module modules import component* komponente* hook hooks container* localhost proxy cli terminal command
    commands befehl repo repository unit tests testcase mock* lint* parser* json5 dataframe selector* button div flexbox
    grid config konfiguration env stdin stdout regexes oneliner one-liner programm programmier* formula formel makefile
    plugin cookie cookies token tokens webhook* middleware router cache deadlock race timeout header headers`,
  maths: `calculate* compute* berechne* rechne* ausrechnen integral* integrate derivative* differentiate ableitung* ableiten
    differential eigenvalue* eigenwert* matri* determinant* equation* gleichung* probab* wahrscheinlich* factori* faktori*
    prime primes primzahl* divisor* teiler divisible teilbar fraction* bruch root roots wurzel logarithm* log sine sin cos
    cosine tan polynom* quadratic* vector* vektor* limit lim series converge* variance varianz median mean mittelwert
    average durchschnitt* percent prozent* percentage triangle dreieck* circle kreis* rectangle rechteck* perimeter umfang
    area flache* volume volumen radius diameter durchmesser angle winkel dice wurfel permutation* combination* kombination*
    sum summe product quotient modulo mod gcd lcm ggt kgv proof prove beweis* induction induktion theorem interest zins*
    zinseszins* compound convert umrechn* hypotenuse pythagoras expected odds integer integers inequality ungleichung slope
    steigung intercept vertex extrema nullstelle* parabola solve lose solution solutions losung* arithmetic cube cubed
    squared square wieviel factorial fakultat decimal dezimal* binary ratio coin coins marbles cards`,
  unit: `km kilometer* kilometre* mile miles meile* metre* meter* cm mm kg kilo kilos gram grams gramm litre* liter* gallon*
    hour* stunde* minute* minuten second* sekunde* mph kmh degree* celsius fahrenheit inch* feet watt kwh joule ml qm
    square-metre* week* woche* month* monat* year* jahr* day* tag tage people`,
  money: `euro euros eur dollar* usd pound* gbp chf price* preis* cost* kosten* rent miete salary gehalt loan* kredit* mortgage
    budget* revenue umsatz profit gewinn* discount rabatt tax* steuer* vat mwst net netto gross brutto savings ersparnis*
    invest* fund fonds etf pension rente bill`,
  verse: `poem* gedicht* haiku* limerick* lyrics song songs lied liedtext sonnet* ballad* ballade rhyme* reim* rap verse* vers
    strophe* ode lullaby carol hymn stanza* vierzeiler poetry poeme cancion`,
  tale: `story stories geschichte* tale tales marchen fable* fabel* novel* roman* thriller plot character* figur figuren scene*
    szene* dialogue* dialog monologue* monolog* screenplay drehbuch script fairy legend* myth* fiction fantasy sci-fi diary
    tagebuch chapter backstory villain hero heroine protagonist theater* theatre parody parodie satire horror
    kurzgeschichte* cuento`,
  copy: `slogan* tagline* motto spruch spruche jingle caption* headline* ad advert* werbe* werbung anzeige* commercial brand*
    marke* blog* post posts tweet* instagram linkedin tiktok youtube bio* profile newsletter* betreff* listing description
    beschreibung* pitch flyer poster claim name names namen title titles titel mascot logo`,
  occasion: `birthday geburtstag* wedding hochzeit* anniversary jubilaum* funeral eulogy nachruf obituary grabrede toast
    trinkspruch retirement* abschied* farewell christmas weihnacht* easter ostern valentine* baptism taufe graduation
    konfirmation party bachelor engagement silberhochzeit muttertag`,
  letter: `letter* brief briefe e-mail email emails mail mails message nachricht* reply* antwort* anschreiben bewerbung* cover
    kundigung* kundigungsschreiben resignation complaint beschwerde* apology entschuldigung* invitation* einladung* card
    karte grusskarte gluckwunsch* thank-you note speech* rede ansprache complaint* absage* absageschreiben excuse* ausrede*
    sms whatsapp testimonial`,
  tone: `funny lustig* witty witzig* warm herzlich* playful verspielt* catchy poetic* poetisch* creative kreativ* imaginative
    dramatic romantic* romantisch* humorous humorvoll* sarcastic* ironic* ironisch* cheesy cringe kitschig peinlich* spooky
    gruselig* silly heartfelt cosy quirky charming charmant* friendly freundlich* polite* hoflich* professional* formell
    formlich* casual locker angry nicer netter tone tonfall ton voice style stil`,
  make: `write schreib schreibe schreiben verfass* compose draft invent* erfind* imagine create erstell* generate generier*
    produce craft pen brainstorm denk come dream devise design entwirf entwirf* pretend continue fortsetz* weiterschreib*
    rewrite umschreib* reword rephrase umformulier* formulier* paraphrase idea ideas idee ideen suggest* vorschlag*
    vorschlage ecris escribe roleplay`,
  shorten: `summar* zusammenfass* zusammen tldr tl;dr short shorter shorten kurz kurze kurzer kurzes kurze* kurzfassung gist
    brief briefly condense* recap* synopsis abstract abridge* digest takeaway* essence essential* wesentlich* nutshell
    overview uberblick bullet bullets stichpunkt* stichwort* kernaussage* highlights upshot outline inhaltsangabe compress*
    trim concise* concisely knapp* abstract highlights resume* resumen resumir synthese cliff compact kompakt recapitulate
    wichtigste wichtigsten minutes protokoll* verdichte* eindampf* komprimier* nutshell`,
  amount: `sentence sentences satz satze satzen words worter wortern lines zeilen paragraph* absatz* page seite characters
    zeichen points punkte`,
  document: `text texts article artikel paper report bericht document dokument transcript transkript meeting sitzung thread
    conversation chapter kapitel book buch podcast lecture vortrag essay aufsatz interview notes notizen speech press release
    contract vertrag policy clause klausel study studie memo agenda video film movie scene speech newsletter below
    following folgende* folgenden attached angehangt* pasted page`,
  pull: `extract* extrahier* pull heraus raus rausziehen herausschreib* herauslesen parse* list liste auflist* find finde detect
    identify identifizier* classify* klassifizier* categor* kategor* label* tag tags sort* sortier* group gruppier* map assign*
    ordne zuordn* einordn* split separate filter* pick highlight* markier* copy collect sammle tabulate anonymi* normali*
    redact count extrae releve deduplicate match`,
  pulled: `name names namen date dates datum datumsangaben termin* deadline* frist* phone telefon* phone-number address*
    adress* e-mail-adress* iban invoice rechnung* order-number number numbers nummer* amount* betrag* betrage total quantity
    quantities menge* ingredient* zutat* item items place places ort orte person persons persone* people company companies
    firma firmen organisation* organization* entit* url urls link links id ids keyword* schlagwort* price prices field fields
    feld felder column columns spalte* row rows zeile sku product products skill* sentiment stimmung timestamp* zip plz
    postcode city cities town* country countries hashtag*`,
  format: `json csv table tabelle tabellarisch xml yaml markdown spreadsheet list liste key-value value keys only nur nothing
    one-word alphabetical alphabetisch iso object format`,
  kind: `positive negative neutral positiv negativ spam billing technical category categories kategorie kategorien class type yes
    no ja nein true false intent topic topics praise lob complaint bug request other sonstiges`,
  judge: `analy* evaluat* bewert* assess* judge beurteil* critic* kritis* kritik* critique weigh abwag* compare* vergleich*
    contrast pros cons vorteil* nachteil* swot strength* weakness* starken schwache* schwachstell* risk* risiko risiken
    trade-off* tradeoff* argument* argumentation convincing uberzeugend* plausib* realistic realistisch* stichhaltig* sound
    fallac* trugschluss* hypothes* implication* consequence* konsequenz* folgen auswirkung* impact cause causes ursache*
    reason reasons grunde grund interpret* deut* discuss* diskutier* examine* opinion meinung einschatz* einschatzung view
    rate rating rank* prioriti* conclude* conclusion* schlussfolger* trend* pattern* muster evidence flaw* hole holes
    drawback* downside* upside* merit* viable sustainab* strategy strategie* case sides seiten perspective* theme themes
    stance root position`,
  choose: `should sollte sollten soll better besser best beste choose choosing wahlen decide* entscheid* option* decision prefer
    lohnt lohnen worth recommend* empfehl* rate versus vs or oder rather lieber instead statt between zwischen which welche
    welcher welches pick sense sinn sinnvoll* buy kaufen lease leasing mieten switch wechseln upgrade invest* move torn
    convient conviene mejor`,
  explain: `explain* erklar* understand* verstehe* verstehen meaning bedeut* mean means meant difference unterschied* history
    concept* konzept* principle* prinzip* theory theorie* definition define* describe* beschreib* background hintergrund*
    basics grundlagen* purpose zweck function funktionier* works work origin* ursprung* term begriff* teach introduction
    simple einfach* laien dummies actually eigentlich exactly genau walk clear learn stand* happens passiert called
    explique`,
  science: `brain gehirn blood blut heart body korper cell cells zelle* virus bacteria* vaccine* impf* immune disease krankheit*
    doctor arzt atom* molecule* energy energie gravity planet* star stars moon mond sun sonne earth erde universe universum
    light licht sound water wasser sea ocean* animal* tier tiere plant plants pflanze* evolution dna protein* climate klima*
    weather wetter war krieg* king queen empire revolution century jahrhundert* government regierung* president election*
    wahl wahlen parliament bundestag bundesrat constitution verfassung law gesetz* court gericht* philosophy philosoph*
    religion church kirche economy wirtschaft inflation country capital hauptstadt river mountain* quantum physics physik
    chemistry chemie biology biologie engine motor medieval ancient roman greek invented discovered erfunden entdeckt born`,
  world: `planet planets asteroid comet galaxy space weltall rainbow regenbogen volcano vulkan glacier gletscher ocean desert wuste
    forest wald lake tide tides gezeiten season seasons jahreszeit* oxygen sauerstoff carbon kohlenstoff hydrogen wasserstoff acid
    saure salt salz sugar zucker yeast hefe bacteria bakterien fungus pilz* insect* insekt* spider spinne bee bees bienen ant
    ants fish fisch fische bird birds vogel whale wal shark hai haie dog dogs hund* cat cats katze* horse pferd snake dinosaur*
    bone bones knochen muscle* muskel* nerve* skin haut eye eyes auge augen lung* kidney* niere* stomach magen hormone*
    vitamin* mineral* illness symptom* syndrome* virus viruses bakterium cancer krebs diabetes allergy allergie* medicine pill
    telescope microscope rocket satellite* airplane* plane planes flugzeug* ship ships schiff* submarine* train trains bridge
    battery batterie* engine nuclear atomkraft solar laser radar gps internet wifi bluetooth transistor
    emperor kaiser konig konigin pope papst president prasident chancellor kanzler* senate congress union treaty vertrage
    colony kolonie* crusade* kreuzzug* plague pest monarchy democracy demokratie capitalism communism kommunismus feudal*
    protestant* catholic* islam buddhism jewish christian* bible bibel god gods myth mythology renaissance baroque barock
    gothic painter maler composer komponist symphony opera poet dichter author autor invention inventor erfinder scientist
    football fussball tennis chess schach cricket baseball olympic* marathon rules regel* referee
    stock stocks aktie* bond bonds anleihe* shares exchange borse central bank banks gdp bip deflation recession rezession
    insurance versicherung* notary notar judge jury richter lawyer anwalt verdict constitution* amendment police polizei
    etymology proverb sprichwort* expression idiom grammar grammatik comma komma plural dative dativ`,
  business: `job jobs offer offers angebot* employer arbeitgeber team teams company startup founder* customers kunden users nutzer
    supplier* lieferant* churn conversion traffic sales verkauf* turnover margin marge revenue strategy market markt marketing
    campaign competitor* konkurren* rivals pricing subscription* abo abos launch rollout onboarding retention hiring hire staff
    mitarbeiter* personal office buro remote homeoffice contractor vendor tool tools in-house outsourc* board management
    manager project projekt* roadmap sprint velocity backlog quarter quartal growth wachstum flat wohnung house haus heating
    heizung insulation car auto bike fahrrad laptop phone kaufen degree studium career apprenticeship ausbildung salary diet
    heat pump boiler roof dach kitchen landlord vermieter kita school schule move umzug umziehen diesel hybrid electric`,
  feel: `feel feeling feelings fuhle fuhl* sad traurig* lonely einsam* alone allein tired mude happy glucklich* angry wutend
    scared afraid angst nervous nervos excited bored boring langweilig* love liebe hate miss vermisse cry crying weinen
    stressed stress gestresst worried worry sorgen anxious proud stolz exhausted erschopft frustrated upset jealous rough
    awful terrible schlimm* lovely best worst anymore mehr friend freund freundin boyfriend girlfriend mum mom dad mama papa
    sister brother boss chef died gestorben broke`,
  greet: `hi hello hey hiya yo hallo moin servus gruezi morning morgen evening abend night nacht bye tschuss ciao bonjour bonsoir
    salut hola buenos cheers greetings tag na welcome goodbye weekend wochenende sleep schlaf`,
  thanks: `thanks thank thx danke dank merci gracias ty appreciate* perfect perfekt super great awesome cool nice toll prima klasse
    helpful geholfen helped`,
  nod: `ok okay yes yeah yep yup no nope nah sure ja nein klar genau passt gut hm hmm lol haha hahaha xd rofl wow oh ah ugh boah
    really seriously right wrong falsch richtig again nochmal wait stop continue weiter sorry please bitte maybe vielleicht
    fine`,
  auxiliary: `is are was were am do does did can could will would has have had may might shall ist sind war waren gibt kann
    konnen konnte wird werden haben hat hatte hatten darf durfen muss mussen mag est sont sera es son isn't aren't doesn't
    don't didn't can't won't`,
  screen: `page seite website webseite web app apps layout mobile handy desktop browser safari chrome firefox edge extension bot
    bots dropdown popup modal tab tabs iframe checkbox input field form formular font scroll scrolls sidebar navbar menu menue
    button buttons click klick handler render renders rendering stylesheet stylesheets game spiel calculator taschenrechner
    todo login sign-up screen responsive dark-mode homepage`,
  machine: `process prozess port ports host hosts file files datei dateien folder folders ordner path directory verzeichnis
    install installed installing installieren build builds compile start startup boot restart log logs logfile pdf pdfs image
    images batch shell loop connect connection verbindung database password permission denied rejected memory ram cpu disk
    windows mac macos linux server vm jvm pod client request requests response upload download sync backup bucket record
    records insert update delete column columns index key keys id`,
  fails: `fails fail failed failing throws throw thrown crashes crashed broken breaks undefined null nan refused timeout hangs
    stuck freezes freezing slow wrong missing skip skips skipped leak leaks conflict conflicts warning warnings nothing works
    funktioniert geht kaputt hangt sturzt fehlt fehler meldet blank fix fixed behebe beheben repair refresh twice reload`,
  wish: `need want wanted like looking suche gesucht brauche brauch braucht mochte hatte gern gerne help hilf hilfe ideen pls
    please bitte quick quickly give gib show zeig tell sag`,
  thought: `think thoughts finde findest findet haltst denkst glaubst believe honest honestly ehrlich truth true wahr idea plan
    mistake fehler catch haken problem problems right fair smart sinnvoll risky serious alternative agree disagree claim
    claims coincidence zufall conclude schliesst position sustainable affect effect`,
  myself: `i i'm im ich i've i'd my mein meine meinen meiner me mir mich je mi`,
  yourself: `you your yours du dich dir dein deine sie ihr ihnen u tu vous usted`,
  ours: `we our us wir unser* uns`,
  what: `what what's whats was que quoi`,
  why: `why warum wieso weshalb pourquoi woher how come`,
  how: `how wie comment como`,
  who: `who wer whose wem wen whom qui quien`,
  when: `when where wann wo seit quand donde`,
};

const endings = new Map<string, string>();
const whole = new Map<string, string[]>();
for (const [name, words] of Object.entries(classes)) {
  for (const word of words.split(/\s+/)) {
    if (word.endsWith('*')) endings.set(word.slice(0, -1), name);
    else whole.set(word, [...new Set([...(whole.get(word) ?? []), name])]);
  }
}

const shortest = Math.min(...[...endings.keys()].map((beginning) => beginning.length));

/** No word of the lexicon is, and looking for its parts takes time. */
const tooLong = 40;

function known(word: string): readonly string[] {
  const exact = whole.get(word);
  if (exact) return exact;
  for (let length = word.length; length >= shortest; length--) {
    const name = endings.get(word.slice(0, length));
    if (name) return [name];
  }
  return [];
}

/** The classes a word belongs to, often none. A German compound belongs where its last part does. */
export function classesOf(word: string): readonly string[] {
  if (word.length > tooLong) return [];
  const found = known(word);
  if (found.length > 0 || word.length < 9) return found;
  for (let start = 3; start <= word.length - 4; start++) {
    const exact = whole.get(word.slice(start));
    if (exact) return exact;
  }
  return [];
}
