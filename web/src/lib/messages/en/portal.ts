import type { Messages } from '../zh/index.ts';

const n = String;
const some = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${n(count)} ${many}`;

export const portal: Messages['portal'] = {
  title: 'Home again, starting with work that fits',
  lead: 'We set your military trade, licences and experience against what employers in the county need: what fits, what is missing, how far it is.',
  searchLabel: 'Position, employer or skill',
  searchExample: 'For example 驾驶员, 电工, 保安',
  steps: [
    {
      title: 'Sign in',
      text: 'Your service station opens the account; your record is there already.',
    },
    {
      title: 'See your matches',
      text: 'Positions come in order of fit, and every point is explained.',
    },
    { title: 'You decide', text: 'Until you consent, no employer sees anything about you.' },
  ],
  signInTitle: 'See which positions fit you',
  signInText: 'Signed in, you see positions in the order of your record and wishes.',
  noAccount: "No account yet? Your nearest veterans' service station opens one on the spot.",
  welcome: (name) => `Welcome, ${name}`,
  welcomeText: 'You are signed in.',
  toWorkplace: 'To my pages',
  comingFair: 'Coming job fair',
  fairWhen: 'When',
  fairWhere: 'Where',
  fairSize: (employers, positions, headcount) =>
    `${some(employers, 'employer', 'employers')}, ${some(positions, 'position', 'positions')}, ${some(headcount, 'opening', 'openings')}`,
  wholeCounty: 'Whole county',
  chooseTownship: 'Choose a township',
  township: 'Township',
  nearTitle: (place, total) => `${place}: ${some(total, 'open position', 'open positions')}`,
  listTitle: (place, total) => `${place}: ${some(total, 'open position', 'open positions')}`,
  foundTitle: (place, query, total) =>
    `${place}: ${some(total, 'position', 'positions')} for "${query}"`,
  noneHere: (place) => `${place}: no open positions now`,
  noneHereWhy:
    'New positions appear here as employers send them. A neighbouring township may have some.',
  noneFound: 'No positions found',
  noneFoundWhy:
    'The words may be too long, or this township has none now. Try other words or the whole county.',
  seeCounty: 'See the whole county',
  amount: (min, max) => {
    if (min !== null && max !== null) return min === max ? n(min) : `${n(min)}–${n(max)}`;
    if (min !== null) return `from ${n(min)}`;
    return max === null ? '' : `up to ${n(max)}`;
  },
  payUnits: { month: 'yuan a month', day: 'yuan a day', hour: 'yuan an hour' },
  pay: 'Pay, as written',
  headcount: (count) => some(count, 'opening', 'openings'),
  headcountLabel: 'Openings',
  anyEducation: 'Any education',
  educationAtLeast: (education) => `${education} or higher`,
  familyWelcome: 'Open to military families',
  ages: (min, max) => {
    if (min !== null && max !== null) return `${n(min)}–${n(max)}`;
    if (min !== null) return `from ${n(min)}`;
    return max === null ? '' : `up to ${n(max)}`;
  },
  clause: '; ',
  veteranAge: (max) => `veterans up to ${n(max)}`,
  offerTitle: 'What the employer offers',
  askedTitle: 'What the employer asks for',
  dutiesTitle: 'What you would do',
  aboutEmployer: (employer) => `About ${employer}`,
  address: 'Address',
  workplace: 'Place of work',
  shift: 'Hours',
  lodging: 'Board and lodging',
  insurance: 'Social insurance',
  veteranPriority: 'For veterans',
  education: 'Education',
  age: 'Age',
  licences: 'Driving licence',
  certificates: 'Certificates needed',
  preferred: 'Welcome',
  skills: 'Skills',
  seeMyFit: 'Does it suit me?',
  signInForFit: 'Sign in to see how well I fit',
};
