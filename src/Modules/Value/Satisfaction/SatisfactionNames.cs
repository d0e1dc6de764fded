using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Satisfaction;

/// <summary>How the groups of satisfaction are called.</summary>
internal sealed class SatisfactionNames(GuanxiDb db, IHandler<KeptLists, IReadOnlyList<KeptListRow>> lists, IHandler<StageVocabularyNow, StageVocabulary> stages, Texts texts)
{
    // More columns of one table nobody compares.
    private const int MostLists = 20;

    /// <summary>Kept lists that this reader may open, the newest first.</summary>
    public async Task<IReadOnlyList<Id<KeptList>>> Lists(Actor actor, CancellationToken ct) => [.. (await lists.Handle(new(), actor, ct)).Take(MostLists).Select(l => l.Id)];

    public async Task<IReadOnlyList<SatisfactionGroup>> Of(IReadOnlyList<SatisfactionGroup> groups, SatisfactionBy by, CancellationToken ct)
    {
        if (by is SatisfactionBy.Category or SatisfactionBy.Period) return groups;
        var names = await Names([.. groups.Select(g => g.Key).Where(k => k.Length > 0)], by, ct);
        return [.. groups.Select(g => g with { Name = g.Key.Length == 0 ? texts[$"value.satisfaction.no_{by.ToString().ToLowerInvariant()}"] : names.GetValueOrDefault(g.Key) ?? g.Key })];
    }

    private async Task<Dictionary<string, string>> Names(IReadOnlyList<string> keys, SatisfactionBy by, CancellationToken ct)
    {
        switch (by)
        {
            case SatisfactionBy.Grade: return keys.ToDictionary(k => k, k => texts[$"customers.grade.{k}"]);
            case SatisfactionBy.Stage:
                var terms = (await stages.Handle(new(), Actor.System, ct)).Terms;
                return keys.ToDictionary(k => k, k => texts.Find(StageWords.KeyOf(terms, k)) ?? k);
            case SatisfactionBy.Unit: return await db.UnitNames().ToDictionaryAsync(u => u.Id.ToString(), u => u.Name, ct);
            case SatisfactionBy.List:
                var ids = keys.Select(IdOf<KeptList>).ToList();
                return await db.Set<KeptList>().AsNoTracking().Where(l => ids.Contains(l.Id)).ToDictionaryAsync(l => l.Id.ToString(), l => l.Name, ct);
            default: return (await db.NamesOf(keys.Select(IdOf<Person>), ct)).ToDictionary(p => p.Key.ToString(), p => p.Value);
        }
    }

    // Keys come from addresses too, where anything may stand.
    private static Id<T> IdOf<T>(string key) => Id<T>.TryParse(key, null, out var id) ? id : default;
}
