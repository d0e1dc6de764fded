using Guanxi.Ui;

namespace Guanxi.Value.WhatIf;

/// <summary>Edges as people type them on the page: per cent of the customers, or money.</summary>
internal static class TypedEdges
{
    /// <summary>The layers that have an edge below them, as the page's fields are called.</summary>
    public static readonly string[] Fields = ["major", "minor", "ordinary"];

    /// <param name="by"><c>value</c>, <c>share</c>, or null for the firm's own way.</param>
    public static bool ByValue(string? by, GradeEdges now) => by == "value" || (by is null && now.Thresholds is not null);

    /// <param name="typed">For each of the <see cref="Fields"/>.</param>
    /// <param name="unread">Which of them is no number; null where all are, and where nothing was typed.</param>
    /// <returns>Null where nothing was typed, or something that is no number.</returns>
    public static GradeEdges? Read(IReadOnlyList<string?> typed, string? by, GradeEdges now, string currency, out int? unread)
    {
        unread = null;
        if (typed.All(string.IsNullOrWhiteSpace)) return null;
        var numbers = new decimal[Fields.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (TypedValue.TryNumber(typed[i] ?? "", out numbers[i])) continue;
            unread = i;
            return null;
        }
        var minor = MinorPerMajor(currency);
        return ByValue(by, now) ? now with { Thresholds = new((long)(numbers[0] * minor), (long)(numbers[1] * minor), (long)(numbers[2] * minor)) }
            : new() { MajorShare = (double)(numbers[0] / 100), MinorShare = (double)(numbers[1] / 100), OrdinaryShare = (double)(numbers[2] / 100) };
    }

    public static long MinorPerMajor(string currency) => Currencies.Known(currency) ? Currencies.MinorPerMajor(currency) : 100;
}
