using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Risk.Register.View;

/// <summary>Risks of the register, by part of the title.</summary>
internal sealed class RiskSource(GuanxiDb db, Texts texts) : ISearchSource
{
    public SearchKind Kind { get; } = new("risk.risk", "risk.search.risks", "alert-triangle", RiskRights.Register, 90);

    public async Task<IReadOnlyList<SearchHit>> Find(string words, int count, Actor actor, CancellationToken ct)
    {
        // A firm has some dozens.
        var risks = await db.Set<RegisteredRisk>().AsNoTracking().OrderByDescending(r => r.Score).Select(r => new { r.Id, r.Title, r.Kind, r.State }).ToListAsync(ct);
        return [.. risks.Where(r => r.Title.Contains(words, StringComparison.OrdinalIgnoreCase)).Take(count)
            .Select(r => new SearchHit { Title = r.Title, Note = $"{texts.Of("risk", r.Kind)} · {texts.Of("risk", r.State)}", Url = $"/risks/{r.Id}" })];
    }
}
