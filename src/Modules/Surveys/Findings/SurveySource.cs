using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Findings;

/// <summary>Surveys by part of their name or title.</summary>
internal sealed class SurveySource(GuanxiDb db, Texts texts) : ISearchSource
{
    public SearchKind Kind { get; } = new("surveys.survey", "surveys.search.surveys", "clipboard-check", SurveysRights.Read, 70);

    public async Task<IReadOnlyList<SearchHit>> Find(string words, int count, Actor actor, CancellationToken ct)
    {
        // Written by hand: there are some dozens.
        var surveys = await db.Set<Survey>().AsNoTracking().OrderByDescending(s => s.Id).Select(s => new { s.Id, s.Name, s.ChineseTitle, s.EnglishTitle, s.State }).ToListAsync(ct);
        return [.. surveys.Where(s => new[] { s.Name, s.ChineseTitle, s.EnglishTitle }.Any(t => t?.Contains(words, StringComparison.OrdinalIgnoreCase) == true)).Take(count)
            .Select(s => new SearchHit { Title = s.Name, Note = texts.Of("surveys", s.State), Url = $"/surveys/{s.Id}" })];
    }
}
