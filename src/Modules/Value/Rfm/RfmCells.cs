using Guanxi.Insight;
using Guanxi.Value.Standings;

namespace Guanxi.Value.Rfm;

/// <summary>Between cells, as standings keep them (545), and segments.</summary>
internal static class RfmCells
{
    public static readonly string[] Segments = [.. Enum.GetValues<RfmSegment>().Where(s => s != RfmSegment.Other).Append(RfmSegment.Other).Select(Labels.Of)];

    /// <summary>All cells of a segment; null where there is no such segment.</summary>
    public static List<int>? Of(string segment)
    {
        var found = All().Where(cell => SegmentOf(cell) == segment).ToList();
        return found.Count == 0 ? null : found;
    }

    /// <summary>The segment of a cell; null where a score is missing.</summary>
    public static string? SegmentOf(int cell)
    {
        var (r, f, m) = (cell / 100, cell / 10 % 10, cell % 10);
        return r is >= 1 and <= 5 && f is >= 1 and <= 5 && m is >= 1 and <= 5 ? Labels.Of(RfmSegments.Own[r, f, m]) : null;
    }

    private static IEnumerable<int> All() => from r in Enumerable.Range(1, 5) from f in Enumerable.Range(1, 5) from m in Enumerable.Range(1, 5) select 100 * r + 10 * f + m;
}
