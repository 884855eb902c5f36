import { describeEnum } from '../../graphql/enum.js';

export const MeetingKind = {
  AUDIENCE: 'AUDIENCE',
  TALKS: 'TALKS',
  VISIT: 'VISIT',
  SUMMIT: 'SUMMIT',
  COMMISSION: 'COMMISSION',
  SIGNING: 'SIGNING',
  BOARD: 'BOARD',
  CALL: 'CALL',
  OTHER: 'OTHER',
} as const;
export type MeetingKind = (typeof MeetingKind)[keyof typeof MeetingKind];
describeEnum(MeetingKind, 'MeetingKind', 'What sort of meeting it is.', {
  AUDIENCE: 'A head of state or other high office receives somebody.',
  TALKS: 'Working talks or negotiations.',
  VISIT: 'An official, state or working visit.',
  SUMMIT: 'A meeting of heads of state or government.',
  COMMISSION: 'A session of a joint commission.',
  SIGNING: 'A signing ceremony.',
  BOARD: 'A meeting of a board of directors.',
  CALL: 'A telephone or video call.',
  OTHER: 'Any other meeting.',
});

export const MeetingStatus = {
  PLANNED: 'PLANNED',
  HELD: 'HELD',
  CANCELLED: 'CANCELLED',
  UNKNOWN: 'UNKNOWN',
} as const;
export type MeetingStatus = (typeof MeetingStatus)[keyof typeof MeetingStatus];
describeEnum(MeetingStatus, 'MeetingStatus', 'Whether a meeting took place.', {
  PLANNED: 'It is announced for the future.',
  HELD: 'It took place.',
  CANCELLED: 'It was called off.',
  UNKNOWN: 'The sources do not say.',
});

export const ParticipationRole = {
  HOST: 'HOST',
  HEAD: 'HEAD',
  MEMBER: 'MEMBER',
  GUEST: 'GUEST',
  SPEAKER: 'SPEAKER',
  SIGNATORY: 'SIGNATORY',
  MEDIATOR: 'MEDIATOR',
  OBSERVER: 'OBSERVER',
} as const;
export type ParticipationRole = (typeof ParticipationRole)[keyof typeof ParticipationRole];
describeEnum(ParticipationRole, 'ParticipationRole', 'What somebody did at a meeting.', {
  HOST: 'Received the others.',
  HEAD: 'Led a delegation.',
  MEMBER: 'Belonged to a delegation.',
  GUEST: 'Was invited.',
  SPEAKER: 'Spoke.',
  SIGNATORY: 'Signed.',
  MEDIATOR: 'Mediated between sides.',
  OBSERVER: 'Watched.',
});

export const AttendanceStatus = {
  REPORTED: 'REPORTED',
  EXPECTED: 'EXPECTED',
  ABSENT: 'ABSENT',
} as const;
export type AttendanceStatus = (typeof AttendanceStatus)[keyof typeof AttendanceStatus];
describeEnum(AttendanceStatus, 'AttendanceStatus', 'Whether somebody was there.', {
  REPORTED: 'A source reports the attendance.',
  EXPECTED: 'A source announces the attendance.',
  ABSENT: 'A source says that they were not there.',
});
