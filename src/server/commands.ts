/** Commands of the extension that the server names; both take the id of a concept. */
export const lessonCommand = 'backendCoach.openLesson';
export const challengeCommand = 'backendCoach.startChallenge';
