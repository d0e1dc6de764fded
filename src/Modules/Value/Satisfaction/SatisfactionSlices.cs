using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Satisfaction;

/// <summary>To which groups answers and customers belong. One may belong to none, and on lists to several.</summary>
internal sealed class SatisfactionSlices
{
    private static readonly IReadOnlyList<string> None = [];

    private SatisfactionSlices(Func<AnswerFacts, IReadOnlyList<string>> ofAnswer, Func<BuyerFacts, IReadOnlyList<string>> ofBuyer) => (OfAnswer, OfBuyer) = (ofAnswer, ofBuyer);

    public Func<AnswerFacts, IReadOnlyList<string>> OfAnswer { get; }
    public Func<BuyerFacts, IReadOnlyList<string>> OfBuyer { get; }

    /// <param name="by">Not by category, which has facts of its own.</param>
    /// <param name="lists">Kept lists that the reader may open, by id.</param>
    /// <param name="day">The last day that counts.</param>
    public static async Task<SatisfactionSlices> Of(GuanxiDb db, SatisfactionBy by, SatisfactionFacts facts, IReadOnlyList<Id<KeptList>> lists, DateOnly day)
    {
        switch (by)
        {
            case SatisfactionBy.Unit: return new(a => [Key(a.UnitId)], b => [Key(b.UnitId)]);
            // Of somebody unknown nobody knows who looks after them, nor who was meant.
            case SatisfactionBy.Owner: return new(a => a.CustomerId == 0 ? None : [Key(a.OwnerId)], b => [Key(b.OwnerId)]);
            case SatisfactionBy.Person: return new(a => a.CustomerId == 0 ? None : [Key(a.PersonId)], _ => None);
            case SatisfactionBy.Grade or SatisfactionBy.Stage:
                var standings = await Standings(db, by, facts, day);
                return new(a => a.CustomerId == 0 ? None : [standings.GetValueOrDefault(a.CustomerId, "")], b => [standings.GetValueOrDefault(b.CustomerId, "")]);
            case SatisfactionBy.List:
                var kept = await Kept(db, lists, facts);
                return new(a => kept.GetValueOrDefault(a.CustomerId, None), b => kept.GetValueOrDefault(b.CustomerId, None));
            default: return new(_ => [""], _ => [""]);
        }
    }

    public static string Key(long id) => id == 0 ? "" : new Id<Unit>(id).ToString();

    /// <summary>Answers and customers of one group.</summary>
    public (IReadOnlyList<AnswerFacts> Answers, IReadOnlyList<BuyerFacts> Buyers) Of(SatisfactionFacts facts, string key) =>
        ([.. facts.Answers.Where(a => OfAnswer(a).Contains(key))], [.. facts.Buyers.Where(b => OfBuyer(b).Contains(key))]);

    private static async Task<Dictionary<long, string>> Standings(GuanxiDb db, SatisfactionBy by, SatisfactionFacts facts, DateOnly day)
    {
        if (await LatestStandings.Day(db, day, default) is not { } standing) return [];
        var wanted = Wanted(facts);
        Dictionary<long, string> found = [];
        await foreach (var one in db.Set<Standing>().AsNoTracking().Where(s => s.AsOf == standing).Select(s => new { s.CustomerId, s.Grade, s.Stage }).AsAsyncEnumerable())
            if (wanted.Contains(one.CustomerId.Value)) found[one.CustomerId.Value] = by == SatisfactionBy.Grade ? one.Grade : one.Stage;
        return found;
    }

    private static async Task<Dictionary<long, IReadOnlyList<string>>> Kept(GuanxiDb db, IReadOnlyList<Id<KeptList>> lists, SatisfactionFacts facts)
    {
        var wanted = Wanted(facts);
        Dictionary<long, List<string>> kept = [];
        foreach (var list in lists)
            await foreach (var customer in db.Set<KeptListEntry>().AsNoTracking().Where(e => e.ListId == list).Select(e => e.CustomerId).AsAsyncEnumerable())
            {
                if (!wanted.Contains(customer.Value)) continue;
                if (!kept.TryGetValue(customer.Value, out var on)) kept[customer.Value] = on = [];
                on.Add(list.ToString());
            }
        return kept.ToDictionary(k => k.Key, k => (IReadOnlyList<string>)k.Value);
    }

    private static HashSet<long> Wanted(SatisfactionFacts facts) => [.. facts.Buyers.Select(b => b.CustomerId), .. facts.Answers.Select(a => a.CustomerId).Where(c => c != 0)];
}
