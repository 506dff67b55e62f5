/** Cues of English that tell what somebody wants, on lower-case words without contractions; `@n` stands for a known topic. */

const words = (list: string) => new Set(list.split(/\s+/))

/** Words that never are what is asked for. */
export const LITTLE = words(
  `a an the this that these those it its itself themselves them they he she i me my mine we us our you your yours one ones some any all
  every each other others another more much many few lot lots bit little tad touch really very quite rather pretty so too just only even also
  again still already now then here there today tonight please thanks thank kindly maybe perhaps actually honestly frankly instead anyway
  though although while when where until till because since as if whether than but and or nor of to in on at by for from with without into onto out
  up off over about around is are was were be been being am do does did done have has had having will would can could may might
  must shall should let get got getting gets go goes going gone keep keeps see sees seeing seen watch watching watched look looking
  show shows showing showed shown give gives giving gave given take takes taking put puts putting send sends sending serve serving
  want wants wanted need needs like likes love prefer find bring try add include mix throw make makes making come comes coming pick
  feed screen app page list stuff things thing something anything everything videos video clips clip content posts post material
  kind kinds sort sorts type types time times while moment day days week evening morning way bit hey hi hello ok okay oh well
  different related similar close help last proper said say says think thinks grateful appreciate appreciated hope hoped hoping ask asked asking request requesting
  provide offer wish heart set kindly dear dearly selection preference opened
  yes yeah sure sorry good great nice lovely welcome fine fun happy glad better best enough back first next most least yet ever never
  no not none nothing change what which who whose how why right long altogether entirely completely totally forever anymore once twice time
  decent enjoy enjoyed feel feels feeling before after rest break mind hear time's such own same stop less fewer plus both either quickly soon instead somewhat slightly bunch
  bits regular usual feature featuring related including involving recommend recommending suggest suggesting suggestions recommendations`
)

/** Nouns for whatever is shown. */
export const GENERIC =
  'videos?|clips?|things?|stuff|content|posts?|ones?|pieces?|items?|films?|something|anything|everything|material|it|them|feed'

/** Phrases with a meaning of their own, rewritten as one word before polarity is counted. The first that fits wins. */
export const IDIOMS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:no (?:hard feelings|offen[cs]e|worries|problem|thanks|idea|wonder|doubt)|not (?:at all|sure|really)$)\b/g, ''],
  [/\b(?:so|very) much(?= (?:if|for|when)\b|$)/g, ''],
  [
    /^(?:why|how come)(?: on earth)? (?:am i|are we|do i|do we|are you|do you|did you|would i|would you|is it|is my feed)(?: (?:always|only|still|even))? (?:getting|seeing|get|see|keep \w+|showing|show|serving|sending|send|given|shown|full of)(?: me)?\b|^who (?:asked|wants|needs|cares)(?: for| about)?\b/g,
    'GLUT'
  ],
  [/\b(?:what|whatever) (?:happened to|became of)\b|\bwhere did you (?:put|hide)\b/g, 'MORE'],
  [
    /\bif (?:i|you) (?:\w+ ){1,4}(?:one more|another|any more)\b|\bone more\b(?=.*\b(?:leav|gone|off|out|quit|scream))/g,
    'GLUT'
  ],
  [/\b(?:how|what) about\b|\b(?:hit|treat|feed) me(?: (?:with|to))?\b/g, 'WANT'],
  [/\bhate to\b/g, ''],
  [/\b(?:am|are) (?:so |totally |really |just |completely )*over\b(?! (?:here|there))/g, 'DROP'],
  [/\b(?:any )?chance (?:of|for)\b|\bgot any\b/g, 'WANT'],
  [/\bused to (?:like|love|enjoy|adore)\b/g, 'GLUT'],
  [/\bwould (?:do (?:the trick|nicely|it|me good)|hit the spot|make my day|cheer me up|help)\b/g, 'WANT'],
  [/\bhad it (?:up to here )?with\b|\b(?:go|goes|drags?) on (?:and on|for ?ever)\b/g, 'GLUT'],
  [/\bgive (?=.*\ba (?:rest|break|miss|holiday)\b)/g, 'LESS '],
  [/^(?:(?:it|that|this) is |(?:oh|and|now|ugh|not|here is|more) )*(@\d+) (?:yet |once )?again$/g, '$1 GLUT'],
  [
    /\b(?:only |just )?(?:now and (?:then|again)|once in a while|occasionally|from time to time|sparingly|in small(?:er)? doses|in moderation)\b/g,
    'LESS'
  ],
  [/\bspare me\b/g, 'DROP'],
  [/\b(?:can|could|would|do|manage|live)(?: \w+){0,3} (?:without|with out)\b/g, 'DROP'],
  [/\b(?:can|could) (?:not|never) get enough(?: of)?\b/g, 'MORE'],
  [/\bnever (?:gets? (?:old|boring)|enough)\b/g, 'MORE'],
  [
    /\b(?:not (?:nearly |anywhere near )?enough|too (?:little|few)|short on|starved of|missing|(?:i )?miss(?: the)?)\b/g,
    'MORE'
  ],
  [
    /\b(?:where (?:is|are|did)|why (?:is|are) there (?:no|not any|never any)|there (?:is|are) (?:no|not any|never any)|i (?:never|do not|hardly ever|rarely) (?:get to )?see (?:any|enough)|you never show(?: me)?(?: any)?)\b/g,
    'MORE'
  ],
  [/\b(?:could|can) (?:not )?care less(?: about)?\b/g, 'DROP'],
  [/\b(?:would|will|do|should) not (?:mind|object to|say no to|turn down)\b/g, 'MORE'],
  [/\b(?:no (?:more|longer)|never (?:again|ever)|not (?:any ?more|ever again)|no further)\b/g, 'DROP'],
  [/\bnot (?:so|as|that|too|quite so|quite as) (?:much|many|often)\b/g, 'LESS'],
  [/\bnot (?:(?:just|only|always|all)|every (?:single )?(?:time|video|clip|swipe|slot|day))\b/g, 'LESS'],
  [
    /\b(?:nothing but|none but|only ever|all (?:i|you|we|that) (?:ever )?(?:see|get|show(?: me)?|am (?:getting|seeing)|have)(?: here)?(?: is| are)?)\b/g,
    'GLUT'
  ],
  [
    /\b(?:anything|everything|all|whatever(?: \w+){0,2}) (?:but|except|apart from|other than|besides)\b|\b(?:other than|apart from|except(?: for)?)\b/g,
    'DROP'
  ],
  [
    /\b(?:not|never|hardly|no longer) (?:really |very |all that |particularly |at all )?(?:interested|into|fond|keen|a fan)(?: in| of| on)?\b|\bno interest in\b|\buninterested in\b/g,
    'DROP'
  ],
  [
    /\b(?:not|never) (?:really |quite |exactly )?(?:my (?:\w+ )?(?:thing|cup of tea|bag|style|taste)|for me|what i (?:came|come|am here) for)\b/g,
    'DROP'
  ],
  [/\b(?:not|no) (?:care|use|need|time|room|place|patience|appetite|stomach)(?: about| for| of)?\b/g, 'DROP'],
  [/\b(?:can|could) not (?:stand|bear|take|face|stomach|abide)(?: any(?: more)?| more| another)?\b/g, 'DROP'],
  [
    /\b(?:cut|cutting|scale|scaling|dial|dialling|tone|toning|turn|turning|ease|easing|tune|trim|thin|wind|slim)(?: it| them)? (?:back|down|off|up|out)(?: on)?(?= )(?! of)\b/g,
    'TRIM'
  ],
  [/\b(?:go (?:easy|easier|light|lighter) on|rein in|hold back on|space out|ration|lay off)\b/g, 'LESS'],
  [
    /\b(?:get rid of|(?:leave|leaving|take|taking|keep|keeping|filter|filtering|weed|weeding|rule|cut|cutting|edit) (?=.*\b(?:out|off|away)\b))/g,
    'DROP '
  ],
  [/\b(?:keep|stay|steer) (?:clear|away) (?:of|from)\b/g, 'DROP'],
  [
    /\b(?:done|dealing|finished|through|over) with(?: all)?\b|\bmake (?:it|them) (?:stop|go away)\b|\b(?:can|could|should|must|may|has to|have to) (?:go|leave|disappear|vanish|stay away|be gone)(?= (?:please|now|away)|$)/g,
    'DROP'
  ],
  [
    /\b(?:can|could|should|may|might|would do well to) (?:wait|be rarer|take a break|take a back ?seat|come less often|rest)\b|\b(?:a )?(?:break|rest|pause|breather|holiday) from\b/g,
    'LESS'
  ],
  [
    /\b(?:sick|tired|weary|bored|fed up|worn out|exhausted|over ?loaded|drowning|swamped|flooded|buried|overwhelmed)(?: and tired)?(?: of| by| with| in| under)(?: all)?\b/g,
    'GLUT'
  ],
  [
    /\b(?:had|have|seen|got|getting) (?:more than |quite |about |just about |had )*(?:enough|my fill|plenty|my share)(?: of| with)?\b|\benough (?:is enough|already)\b|\benough(?: of| with)?\b/g,
    'GLUT'
  ],
  [
    /\b(?:way |far |much )?too (?:much|many)\b|\b(?:so|that|this) (?:much|many)\b|\b(?:full|crammed|overrun|awash|packed|stuffed|heavy|wall to wall) (?:of|with|on)\b|\bnon stop\b/g,
    'GLUT'
  ],
  [
    /\b(?:over and over|in a row|on (?:repeat|loop|a loop)|back to back|one after (?:the other|another)|all the time|everywhere|constantly|nonstop|yet again|once again|again and again|every (?:single |other |second )?(?:time|video|clip|swipe|slot|turn|post|scroll)|wherever i look)\b/g,
    'GLUT'
  ],
  [
    /\byou (?:keep|are always|are constantly|are only|have been|always|only|constantly)(?: on)? (?:show|serv|giv|send|push|feed|throw|offer|recommend|suggest)\w*(?: at)?(?: me)?\b/g,
    'GLUT'
  ],
  [/\bkeeps? (?:showing|seeing|getting|appearing|popping up|coming up|turning up|coming back)\b/g, 'GLUT'],
  [
    /\b(?:can|could|may|might) (?:i|we) (?:please |maybe |perhaps )?(?:see|have|get|watch)\b|\b(?:let us|let me|i will|we will) (?:have|see|get|watch|take)\b/g,
    'WANT'
  ],
  [
    /\b(?:bring (?:back|in|on)|an? (?:\w+ )?(?:helping|dose|run|stretch|portion|serving|round|spot|bit|touch|hint) of|mix in|throw in|slip in|sneak in|work in|add in|more of|plenty of|lots of|loads of|another)\b/g,
    'MORE'
  ],
  [
    /\b(?:keep\b(?=.*\bcoming\b)|(?:can|could) do with|(?:begging|pleading|in the mood|hungry|dying|longing|here|looking|logged on|signed up|tuned in|hoping|wishing|craving|keen|up|ready|time|room|came|come|ask|asking) for)\b/g,
    'WANT'
  ],
  [
    /\bwould (?:really |also |so |much |dearly )*(?:like|love|prefer|enjoy|welcome|appreciate|rather|sooner)\b|\bwould be (?:very |so |really |most )?(?:nice|lovely|great|good|welcome|perfect|fun|happy|glad|grateful|better)\b/g,
    'WANT'
  ]
]

/** One word of a clause and what it does to the polarity. */
export const NEGATORS = words('not no zero never without nothing none neither nor hardly')
export const STOPPERS = words(
  `DROP stop stops stopping quit drop dropping remove removing hide hiding skip skipping avoid avoiding ban block mute ditch lose
  exclude excluding kill banish scrap axe hate hates dislike despise loathe detest enough's cease refrain omit omitting forget`
)
export const REDUCERS = words('LESS TRIM less fewer reduce reducing limit lower decrease rarer lessen')
export const WISHERS = words(
  `MORE WANT more show showing shows showed give giving gave want wants wanted prefer need needs add adding include including mix
  bring bringing find finding serve serving offer offering recommend recommending suggest play send sending crave feature featuring
  try put fill swap switch focus return let keep back extra increase boost only`
)

/** Sign of each adjective on its scale, and the words that ask for one end outright. */
export const SCALES = [
  {
    act: 'length',
    ends: ['shorter', 'longer'],
    comparative: [
      /\b(?:shorter|briefer|quicker ones|bite sized?|snack sized?|short and sweet|keep (?:it|them|things) (?:short|brief))\b/,
      /\b(?:longer|lengthier|long form|full length|feature length|extended)\b/
    ],
    plain: ['short|brief|bite sized?|quick', 'long|lengthy|drawn out|endless|long winded']
  },
  {
    act: 'pace',
    ends: ['slower', 'faster'],
    comparative: [
      /\b(?:slower|slow (?:it |things |everything |this )?down|less (?:frantic|hectic|rushed|frenetic)|calmer pace|gentler pace|relaxed pace|take (?:it|things) (?:slow|easy)|unhurried)\b/,
      /\b(?:faster|snappier|quicker|speed (?:it |things |everything |this )?up|pick up the pace|more (?:pace|speed|tempo|energy)|livelier|brisker|punchier)\b/
    ],
    plain: ['slow|sluggish|dragging|sleepy', 'fast|frantic|hectic|rushed|frenetic|hurried|quick']
  },
  {
    act: 'mood',
    ends: ['lighter', 'deeper'],
    comparative: [
      /\b(?:lighter|light hearted|lighthearted|funnier|happier|cheerier|sillier|cheerful|cheer me up|uplifting|feel good|(?<!\b(?:that|it|this|not)(?: would| will| could)? )make me (?:laugh|smile)|lighten (?:it|things|this)? ?up|a (?:good )?laugh|easy going|easier going|more (?:fun|playful|light|humour|humor))\b/,
      /\b(?:deeper|in depth|more (?:depth|serious|substance|thoughtful|substantial|meaningful)|(?:with|of) (?:some |more |real )?(?:depth|substance)|make me think|meatier|thoughtful|thought provoking|weightier|to think about|to chew on|richer)\b/
    ],
    plain: [
      'light|funny|silly|shallow|trivial|fluffy|superficial|goofy|fluff|lightweight',
      'deep|heavy|serious|dark|gloomy|depressing|grim|intense|sad|dense'
    ]
  }
] as const

export const FORMAT_CUES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:shorts|reels|tiktoks?|short form)\b/, 'short'],
  [
    /\b(?:live (?:streams?|broadcasts?|things|shows|stuff)|live ?streams?|streams?|live|broadcasts?|as it happens|in real time)\b/,
    'live'
  ],
  [/\b(?:carousels?|slide ?shows?|slides|galler(?:y|ies)|swipe through|photo sets?)\b/, 'carousel'],
  [/\b(?:images?|pictures?|photos?|photographs?|pics?|stills)\b/, 'image'],
  [
    /\b(?:articles?|to read|reading|reads|text|written (?:pieces?|things|stuff|posts?|word)|pieces to read|essays?|blog posts?)\b/,
    'article'
  ],
  [/\b(?:audio|podcasts?|to listen(?: to)?|(?:can|could) listen(?: to)?|for my ears|sound only)\b/, 'audio'],
  [/\bvideos?\b/, 'video']
]

export const RESET =
  /\b(?:start(?:ing)? (?:all )?(?:over|again|afresh|fresh|anew|clean|from)|reset|from (?:scratch|zero|square one)|clean (?:slate|sheet)|blank (?:slate|sheet|page)|fresh start|begin (?:again|anew|afresh)|(?:forget|erase|wipe|clear|delete) (?:everything|all|what|my|it|the|about me|anything|whatever|this)|back to (?:zero|square one)|get to know me (?:again|from)|as if (?:we|i) (?:had |have )?(?:just|never))\b/
export const TRENDING =
  /\b(?:trending|viral|popular|(?:most|best) (?:watched|viewed|liked|seen|shared)|(?:everyone|everybody|people|others|the (?:world|crowd|rest)|(?:every|any)one else) (?:\w+ )?(?:(?:is|are|else is) )?(?:\w+ )?(?:watching|talking|into|liking|sharing|seeing|looking at|loves|likes|watches|raving)|(?:hot|big|hottest|biggest) (?:right now|now|today|at the moment|this week|just now)|what is (?:hot|big|going around|in)|going around|hype|the (?:charts?|hits|buzz|talk of the town)|making the rounds|in fashion)\b/
export const LOCAL =
  /\b(?:near(?:by)? (?:me|here|us|my)|nearby|around (?:here|my|me)|(?:in|from|around|about) my (?:own )?(?:area|town|city|neighbou?rhood|region|street|part of the world|corner)|local(?:ly)?|close to (?:home|me|where)|near (?:home|where i live)|where i (?:live|am)|on my doorstep|closer to home|next door)\b/
const PLACE = '((?:the )?[\\p{L}]+(?: [\\p{L}]+){0,4})'
/** Strong enough to make a place of the words that follow. */
export const PLACED = [
  new RegExp(
    `\\b(?:happening|happens|going on|goes on|life|people|locals?|creators?|neighbours|made|born|news|stories|events|what is on|filmed) (?:in|from|around|near|of|at) ${PLACE}`,
    'u'
  ),
  new RegExp(
    `\\b(?:local (?:stuff|things|stories|news|content|videos|posts)? ?(?:in|from|around|to|near|for)|(?:somewhere|anywhere)? ?near(?:by)?|close to home in|based in|the (?:area|streets|people|town|city|neighbourhood) (?:of|around|in)) ${PLACE}`,
    'u'
  )
]
export const NOVELTY =
  /\b(?:something (?:\w+ )?(?:new|fresh)|anything new|(?:brand |all )?(?:new|newer|newest|fresh|fresher|latest|recent|unseen|unknown|undiscovered|novel|unfamiliar) (?:stuff|things?|ones?|faces?|voices?|names?|creators?|channels?|people|releases?|uploads?|videos?|clips?|content|posts?|ideas|finds?|discover\w*|territory|material)|the (?:new|fresh|latest|newest)|new to me|(?:not|never) (?:yet )?(?:seen|come across|met|heard of|watched|discovered|run into)|(?:lesser|little|less|hardly|barely) known|hidden (?:gems?|corners?)|gems|small(?:er)? (?:creators?|channels?)|discover|hot off the press|just (?:out|come out|uploaded|posted|published)|freshly|what is new|novelt(?:y|ies)|surprise of|unheard of|fresh (?:faces|finds))\b/
export const SEEN =
  /\b(?:seen|watched|know|heard) (?:it|this|these|them|that|those|most of (?:it|this|these)|all (?:of )?(?:this|these|it|that)|everything)(?: all)?(?: already| before| by heart| a hundred times)|nothing new|same old|old news|stale\b/
export const NEAR =
  /\b(?:similar\b.*\bbut\b.*\bnot\b|related|(?<!\bam (?:\w+ )?)close(?:ly|r)? (?:to|related)|neighbou?r(?:s|ing|ly)?|next (?:door )?to|adjacent|cousins?|relatives?|akin|border(?:s|ing)?(?: on)?|in (?:the|a) (?:same|similar) (?:spirit|vein|area|family|corner|direction|world|line)|along (?:the|those|these|similar) lines|(?:other|another|different|fresh|new|more) (?:sides?|kinds?|sorts?|aspects?|angles?|takes?|flavours?|corners?|forms?|types?|parts?|ways?|spins?|styles?|varieties) (?:of|on|to|in|within)|(?:variations?|a twist|twists?|spin) (?:of|on)|(?:more )?variety (?:within|around|in|of)|branch(?:ing)? out|(?:one|a|a small|half a) step (?:away |aside |sideways |over )?from|(?:similar|like (?:it|that|this|@\d+)) but|(?:different|not the same|something else|other) (?:but|yet|and) (?:still )?(?:related|similar|close|near|connected)|around the edges|(?:mix|vary|switch|shake) (?:up|it up|things up)|(?:vary|broaden) (?:the|it|@\d+)|(?:right )?beside|not far from|(?:around|surrounding|connected (?:to|with)|in the (?:vicinity|neighbou?rhood) of|touches|overlaps? with|lies around|else is there around|things around|goes with|go with|alongside) (?=(?:all |the |that |those |my )*(?:@|it\b|them\b|this\b)))/
export const FAR =
  /\b(?:(?:completely|totally|entirely|wholly|utterly|quite|very|altogether|wildly|radically|really|truly|as) (?:different|new|unrelated|elsewhere|unlike)|(?:something|anything|somewhere|someplace) (?:\w+ )?(?:else|different)|unrelated|(?:a long way|far|miles|light years|worlds|oceans|as far as (?:possible|you can)|further|well) (?:away |apart |off )?from|surprise me|surprises?|out of left field|left field|(?:outside|out) (?:of )?(?:my|this|the) (?:\w+ )?(?:bubble|comfort zone|usual|rut)|nothing (?:at all )?(?:to do with|like|in common with)|(?:change|shift) of (?:scenery|subject|scene|topic|tune|direction|air)|(?:the )?(?:opposite|other end) (?:of|to|from)|(?:another|different|new) (?:world|planet|universe|direction|subjects?|topics?|themes?)|elsewhere|(?:expand|widen|broaden|stretch) my|wild ?card|random|out of the blue|change the subject|far afield|unexpected|never (?:have )?(?:thought|think) of)\b/
export const LIKE_THIS =
  /\b(?:(?:more|MORE|keep|another|WANT) (?:of |like )?(?:this|that|these|those|the same|it|them|like this|like that)|like (?:this|that|these|those|the last)|just like (?:it|that)|same again|keep (?:it|them|this|these) coming|^keep going|spot on)\b/
export const STATEMENT =
  /^(?:(?:and|well|yes|sure|look|honestly|ok|okay|while|though|although|much as) )*i (?:do |really |still |actually |genuinely |usually |normally |always )*(?:like|love|enjoy|adore|liked|loved|enjoyed)\b|\bi am (?:a fan of|fond of|into)\b|@\d+ (?:is|are) (?:great|fun|fine|nice|good|lovely|ok|okay|interesting)\b/
/** A demand about what is on the screen, which it only points at. */
export const POINTING =
  /\b(?:DROP|LESS|TRIM|MORE|less|fewer|more|stop|stopping|hide|remove|drop|skip|lose|hate|no|(?:^|me |want |please )none|not (?:want|show|give|like|need))(?: (?:showing|seeing|giving|sending|serving|me|of|any|all|on|back|down|with|like|see|at|about|more|videos|clips))* (?:this|that|these|those|it|them|the same|the last)\b/
/** What somebody says of itself or of what it saw, rather than asks for. */
export const DISLIKE =
  /\bi (?:\w+ )?(?:hate|dislike|despise|loathe|detest)\b|\b(?:i|we) (?:do|did) not (?:care|like|enjoy|get|know|understand|see (?:why|the|what)|come|ask|sign|open|follow)\b|\b(?:is|are|was|were) (?:so |really |just )?not\b|\b(?:none|nothing|half) of (?:this|that|these|the)\b|\bi (?:have )?never (?:really )?(?:liked?|cared?|enjoy(?:ed)?)\b|\b(?:does|do) nothing for\b|\bi am (?:really |just )?not\b|\bcan not\b|@\d+ no longer\b/
export const BORED =
  /\b(?:bored|boring|dull|yawn|meh|tedious|uninspired|repetitive|all the same|the same (?:thing|stuff|old)|samey)\b/
export const WEARY = /\b(?:exhausted|tired|worn out|drained|weary|long day|knackered)\b/
