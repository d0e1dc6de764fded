using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Requests.Kinds;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Knowledge;

/// <summary>One article as it is read: its last edition; before there is one, and for those who may write, also what is being written.</summary>
[NeedsNoRight("Whoever works here may look up how things are done; what is not published needs the right to edit.")]
internal sealed record ArticleCard : IQuestion<ArticleShown>
{
    public Id<Article> ArticleId { get; init; }

    /// <summary>An older edition; the last one where not said.</summary>
    public int? Edition { get; init; }

    internal sealed class Handler(GuanxiDb db) : IHandler<ArticleCard, ArticleShown>
    {
        public async Task<ArticleShown> Handle(ArticleCard request, Actor actor, CancellationToken ct)
        {
            var article = Refuse.Missing(await db.Set<Article>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == request.ArticleId, ct), "service.article.not_found");
            var writes = actor.May(ServiceRights.Edit);
            Refuse.If(article.Edition == 0 && !writes, "service.article.not_found");
            var editions = await db.Set<ArticleEdition>().AsNoTracking().Where(e => e.ArticleId == article.Id).OrderByDescending(e => e.Number).Select(e => new { e.Number, e.PublishedBy, e.PublishedAt }).ToListAsync(ct);
            var number = request.Edition ?? article.Edition;
            var read = number == 0 ? null : Refuse.Missing(await db.Set<ArticleEdition>().AsNoTracking().FirstOrDefaultAsync(e => e.ArticleId == article.Id && e.Number == number, ct), "service.article.not_found");
            var people = await db.NamesOf(editions.Select(e => e.PublishedBy).Append(article.KeeperId), ct);
            var kinds = await (from topic in db.Set<ArticleTopic>() join kind in db.Set<RequestKind>() on topic.KindId equals kind.Id where topic.ArticleId == article.Id orderby kind.Id select new ArticleTopicName(kind.Id, kind.Name)).ToListAsync(ct);
            return new()
            {
                Id = article.Id, Title = read?.Title ?? article.Title, Body = read?.Body ?? article.Body, Kind = article.Kind, State = article.State, Edition = article.Edition, Read = number, Changed = article.Changed, ReviewOn = article.ReviewOn,
                Keeper = people.GetValueOrDefault(article.KeeperId), Draft = writes ? new(article.Title, article.Body, article.Kind, article.ReviewOn) : null, Kinds = kinds, Version = article.Version,
                Helped = await db.Set<Requests.ServiceRequest>().CountAsync(r => r.ArticleId == article.Id, ct), Editions = [.. editions.Select(e => new ArticleEditionRow(e.Number, people.GetValueOrDefault(e.PublishedBy), e.PublishedAt))],
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/knowledge/{articleId}", (Id<Article> articleId, int? edition, Asker asker, CancellationToken ct) => asker.Answer(new ArticleCard { ArticleId = articleId, Edition = edition }, ct))
        .Produces<ArticleShown>().WithSummary("One article");
}

/// <summary>An article.</summary>
internal sealed record ArticleShown
{
    public required Id<Article> Id { get; init; }
    public required string Title { get; init; }

    /// <summary>Markdown.</summary>
    public required string Body { get; init; }
    public required ArticleKind Kind { get; init; }
    public required ArticleState State { get; init; }

    /// <summary>Number of the last edition, 0 before the first; and of the one that is shown.</summary>
    public required int Edition { get; init; }
    public required int Read { get; init; }

    /// <summary>Whether somebody has changed the text since it was published.</summary>
    public bool Changed { get; init; }
    public DateOnly? ReviewOn { get; init; }

    /// <summary>Who keeps it right.</summary>
    public string? Keeper { get; init; }

    /// <summary>The text as it is being written; only for those who may write.</summary>
    public ArticleText? Draft { get; init; }
    public required IReadOnlyList<ArticleTopicName> Kinds { get; init; }

    /// <summary>With how many requests it helped.</summary>
    public required int Helped { get; init; }
    public required int Version { get; init; }
    public required IReadOnlyList<ArticleEditionRow> Editions { get; init; }
}

/// <summary>A kind of request that an article is about.</summary>
internal sealed record ArticleTopicName(Id<RequestKind> Id, string Name);

/// <summary>One edition.</summary>
internal sealed record ArticleEditionRow(int Number, string? By, DateTimeOffset PublishedAt);
