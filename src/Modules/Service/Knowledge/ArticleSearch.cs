using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Requests.Kinds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Knowledge;

/// <summary>Which articles: those that everybody reads, or those on which somebody works.</summary>
internal enum ArticleShelf { Published, Drafts, ToReview, Withdrawn }

/// <summary>Looks something up: what contains most of the words first, titles before texts; without words the newest. Drafts are for those who may write.</summary>
[NeedsNoRight("Whoever works here may look up how things are done; what is not published needs the right to edit.")]
internal sealed record ArticleSearch : IQuestion<IReadOnlyList<ArticleFound>>
{
    [StringLength(200)] public string? Words { get; init; }
    public Id<RequestKind>? KindId { get; init; }
    public ArticleKind? Kind { get; init; }
    public ArticleShelf Shelf { get; init; }
    [Range(1, 200)] public int Count { get; init; } = 50;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<ArticleSearch, IReadOnlyList<ArticleFound>>
    {
        public async Task<IReadOnlyList<ArticleFound>> Handle(ArticleSearch request, Actor actor, CancellationToken ct)
        {
            if (request.Shelf != ArticleShelf.Published && !actor.May(ServiceRights.Edit)) return [];
            var shelf = await OnShelf(request, ct);
            var asked = ArticleWords.Asked(request.Words);
            var hits = asked.Count == 0 ? null : await Hits(shelf, asked, request.Count, ct);
            if (hits is { Count: 0 }) return [];
            var ids = hits?.Keys.ToList();
            var found = await (ids is null ? shelf.OrderByDescending(a => a.Id).Take(request.Count) : shelf.Where(a => ids.Contains(a.Id))).ToListAsync(ct);
            return await Shown([.. found.OrderByDescending(a => hits?[a.Id] ?? 0).ThenBy(a => a.Kind).ThenByDescending(a => a.Id)], ct);
        }

        private async Task<IQueryable<Article>> OnShelf(ArticleSearch request, CancellationToken ct)
        {
            var articles = db.Set<Article>().AsNoTracking();
            articles = request.Shelf switch
            {
                ArticleShelf.Drafts => articles.Where(a => a.State == ArticleState.Draft || (a.State == ArticleState.Published && a.Changed)),
                ArticleShelf.Withdrawn => articles.Where(a => a.State == ArticleState.Withdrawn),
                _ => articles.Where(a => a.State == ArticleState.Published),
            };
            if (request.Shelf == ArticleShelf.ToReview)
            {
                var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
                articles = articles.Where(a => a.ReviewOn <= today);
            }
            if (request.Kind is { } kind) articles = articles.Where(a => a.Kind == kind);
            if (request.KindId is { } about) articles = articles.Where(a => db.Set<ArticleTopic>().Any(t => t.ArticleId == a.Id && t.KindId == about));
            return articles;
        }

        // Each word is a question of its own, put together to one: how many of them an article contains. At least a third, so that a long question finds what is near it and not everything: of the pairs that Chinese is cut into, some straddle two words.
        private async Task<Dictionary<Id<Article>, int>> Hits(IQueryable<Article> shelf, IReadOnlyList<string> asked, int count, CancellationToken ct)
        {
            var texts = from article in shelf join edition in db.Set<ArticleEdition>() on new { A = article.Id, N = article.Edition } equals new { A = edition.ArticleId, N = edition.Number } select new { article.Id, edition.Words };
            // What was never published has no edition.
            if (await shelf.AnyAsync(a => a.Edition == 0, ct)) return (await shelf.Select(a => new { a.Id, a.Title, a.Body }).ToListAsync(ct)).Select(a => (a.Id, Count(ArticleWords.Of($"{a.Title}\n{a.Body}"), asked))).Where(a => a.Item2 * 3 >= asked.Count).OrderByDescending(a => a.Item2).Take(count).ToDictionary(a => a.Id, a => a.Item2);
            var each = asked.Select(word => texts.Where(t => t.Words.Contains(word)).Select(t => t.Id)).Aggregate((all, one) => all.Concat(one));
            var least = (asked.Count + 2) / 3;
            var best = await each.GroupBy(id => id).Select(g => new { Id = g.Key, Hits = g.Count() }).Where(g => g.Hits >= least).OrderByDescending(g => g.Hits).Take(count).ToListAsync(ct);
            var ids = best.Select(b => b.Id).ToList();
            var titles = await shelf.Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.Title }).ToDictionaryAsync(a => a.Id, a => ArticleWords.Of(a.Title), ct);
            return best.ToDictionary(b => b.Id, b => b.Hits + Count(titles[b.Id], asked));
        }

        private static int Count(string text, IReadOnlyList<string> asked) => asked.Count(word => text.Contains(word, StringComparison.Ordinal));

        private async Task<IReadOnlyList<ArticleFound>> Shown(List<Article> articles, CancellationToken ct)
        {
            var ids = articles.Select(a => a.Id).ToList();
            var editions = await db.Set<ArticleEdition>().AsNoTracking().Where(e => ids.Contains(e.ArticleId)).Select(e => new { e.ArticleId, e.Number, e.Title, Beginning = e.Body.Substring(0, 240), e.PublishedAt }).ToListAsync(ct);
            var topics = (await (from topic in db.Set<ArticleTopic>() join kind in db.Set<RequestKind>() on topic.KindId equals kind.Id where ids.Contains(topic.ArticleId) orderby kind.Id select new { topic.ArticleId, kind.Name }).ToListAsync(ct)).ToLookup(t => t.ArticleId, t => t.Name);
            var helped = await db.Set<Requests.ServiceRequest>().Where(r => r.ArticleId != null && ids.Contains(r.ArticleId.Value)).GroupBy(r => r.ArticleId).Select(g => new { Id = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Id!.Value, g => g.Count, ct);
            return [.. articles.Select(a =>
            {
                var edition = editions.FirstOrDefault(e => e.ArticleId == a.Id && e.Number == a.Edition);
                return new ArticleFound
                {
                    Id = a.Id, Title = edition?.Title ?? a.Title, Beginning = edition?.Beginning ?? a.Body[..Math.Min(a.Body.Length, 240)], Kind = a.Kind, State = a.State, Changed = a.Changed, ReviewOn = a.ReviewOn, PublishedAt = edition?.PublishedAt,
                    Kinds = [.. topics[a.Id]], Helped = helped.GetValueOrDefault(a.Id),
                };
            })];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/knowledge", (string? words, Id<RequestKind>? kindId, Named<ArticleKind>? kind, Named<ArticleShelf>? shelf, int? count, Asker asker, CancellationToken ct) =>
        asker.Answer(new ArticleSearch { Words = words, KindId = kindId, Kind = kind?.Value, Shelf = shelf?.Value ?? ArticleShelf.Published, Count = count ?? 50 }, ct)).Produces<IReadOnlyList<ArticleFound>>().WithSummary("Look something up");
}

/// <summary>An article as it is found.</summary>
internal sealed record ArticleFound
{
    public required Id<Article> Id { get; init; }
    public required string Title { get; init; }

    /// <summary>How its text begins, in Markdown.</summary>
    public required string Beginning { get; init; }
    public required ArticleKind Kind { get; init; }
    public required ArticleState State { get; init; }

    /// <summary>Whether somebody has changed the text since it was published.</summary>
    public bool Changed { get; init; }
    public DateOnly? ReviewOn { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>The kinds of requests that it is about.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>With how many requests it helped.</summary>
    public required int Helped { get; init; }
}
