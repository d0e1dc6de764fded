using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Answers;

/// <summary>Anonymous answers are told in whole groups alone, in the order in which they came: whoever looks before and after somebody answered sees the same, or sees so many answers more at once.</summary>
internal static class WholeGroups
{
    /// <summary>So many of them fill whole groups.</summary>
    public static int Of(int count, int group) => count / group * group;

    /// <summary>The answers of whole groups, the newest first.</summary>
    /// <param name="answers">Of one survey within somebody's reach.</param>
    /// <param name="group">Answers in a group.</param>
    /// <param name="most">Not more than these; the newest whole groups of them.</param>
    /// <returns>The answers, and how many there are in all.</returns>
    public static async Task<(List<AnonymousAnswer> Answers, int Count)> ReadWhole(this IQueryable<AnonymousAnswer> answers, int group, int most, CancellationToken ct)
    {
        var count = await answers.CountAsync(ct);
        var (shown, kept) = (Of(count, group), Of(most, group));
        var read = shown == 0 ? [] : await answers.OrderBy(a => a.Id).Skip(Math.Max(0, shown - kept)).Take(Math.Min(shown, kept)).ToListAsync(ct);
        read.Reverse();
        return (read, count);
    }
}
