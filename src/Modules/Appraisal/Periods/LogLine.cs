namespace Guanxi.Appraisal.Periods;

/// <summary>A line of the log in the reader's words.</summary>
public sealed record LogLine(string What, string By, DateTimeOffset HappenedAt, string? Words);
