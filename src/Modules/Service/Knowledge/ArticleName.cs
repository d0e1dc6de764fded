using Guanxi.Data;
using Guanxi.Service.Requests.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Knowledge;

/// <summary>An article as others name it.</summary>
public sealed record ArticleName
{
    public required Id<Article> Id { get; init; }
    public required string Title { get; init; }
    public required ArticleKind Kind { get; init; }
}

internal static class ArticleNames
{
    /// <summary>Published articles about a kind of request: standards first, then those that helped most lately.</summary>
    public static async Task<IReadOnlyList<ArticleName>> ArticlesAbout(this GuanxiDb db, Id<RequestKind> kind, CancellationToken ct) =>
        await (from topic in db.Set<ArticleTopic>()
               join article in db.Set<Article>() on topic.ArticleId equals article.Id
               join edition in db.Set<ArticleEdition>() on new { A = article.Id, N = article.Edition } equals new { A = edition.ArticleId, N = edition.Number }
               where topic.KindId == kind && article.State == ArticleState.Published
               orderby article.Kind == ArticleKind.Standard ? 0 : 1, article.Id descending
               select new ArticleName { Id = article.Id, Title = edition.Title, Kind = article.Kind }).AsNoTracking().ToListAsync(ct);

    /// <summary>One article, also one that was withdrawn.</summary>
    public static Task<ArticleName?> ArticleName(this GuanxiDb db, Id<Article> id, CancellationToken ct) =>
        db.Set<Article>().AsNoTracking().Where(a => a.Id == id).Select(a => new ArticleName { Id = a.Id, Title = a.Title, Kind = a.Kind }).FirstOrDefaultAsync(ct);

    /// <summary>The article that is said to have helped; null for none.</summary>
    /// <exception cref="RefusedException">It is not published.</exception>
    public static async Task<Id<Article>?> Helped(this GuanxiDb db, Id<Article>? wanted, CancellationToken ct)
    {
        if (wanted is not { IsNone: false } id) return null;
        Refuse.Field("ArticleId", !await db.Set<Article>().AnyAsync(a => a.Id == id && a.State == ArticleState.Published, ct), "service.article.not_published");
        return id;
    }
}
