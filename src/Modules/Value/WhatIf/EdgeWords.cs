using System.Globalization;

namespace Guanxi.Value.WhatIf;

/// <summary>Edges in words.</summary>
internal static class EdgeWords
{
    /// <summary>One edge: 20 %, or an amount.</summary>
    public static string Of(Texts texts, GradeEdges edges, string currency, int layer) => edges.Thresholds is { } t
        ? texts["value.what_if.from", Wording.Whole(new(layer switch { 0 => t.Major, 1 => t.Minor, _ => t.Ordinary }, currency))]
        : (layer switch { 0 => edges.MajorShare, 1 => edges.MinorShare, _ => edges.OrdinaryShare }).ToString("0.##%", CultureInfo.CurrentCulture);

    /// <summary>All three.</summary>
    public static string Of(Texts texts, GradeEdges edges, string currency) => string.Join(" · ", Enumerable.Range(0, 3).Select(layer => Of(texts, edges, currency, layer)));
}
