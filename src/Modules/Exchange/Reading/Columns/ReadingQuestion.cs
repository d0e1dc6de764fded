namespace Guanxi.Exchange.Reading;

internal enum QuestionKind { DateOrder, DecimalSign }

/// <summary>One way to answer, and what three of the file's values would become by it.</summary>
/// <param name="Choice">The name of the <see cref="DateOrder"/> or <see cref="DecimalSign"/>.</param>
/// <param name="Reads">Values of the file that this answer can read, of <see cref="ReadingQuestion.Values"/>.</param>
internal sealed record PossibleAnswer(string Choice, int Reads, IReadOnlyList<string> ReadAs);

/// <summary>What the file doesn't say and a person must: never guessed.</summary>
/// <param name="Column">The column whose values raise it, from 0.</param>
internal sealed record ReadingQuestion(QuestionKind Kind, int Column, int Values, IReadOnlyList<string> Examples, IReadOnlyList<PossibleAnswer> Answers);
