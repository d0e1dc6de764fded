namespace Guanxi.Value;

/// <summary>Why a customer is at risk, in words that a salesperson understands.</summary>
/// <param name="Code">Text key, e.g. <c>value.reason.overdue</c>.</param>
/// <param name="Text">The sentence in the reader's language.</param>
/// <param name="Weight">How much it weighs beside the others, 0 to 1.</param>
public sealed record Reason(string Code, string Text, double Weight);
