using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Service.Requests.Kinds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Knowledge;

/// <summary>Writes an article, or writes it anew. Readers go on reading the last edition until it is published.</summary>
[Needs(ServiceRights.Edit)]
public sealed record WriteArticle : IUseCase<Id<Article>>
{
    /// <summary>None for a new one.</summary>
    public Id<Article>? ArticleId { get; set; }
    [Required, StringLength(200)] public string? Title { get; set; }

    /// <summary>Markdown.</summary>
    [Required, StringLength(Article.MostLetters)] public string? Body { get; set; }
    [EnumDataType(typeof(ArticleKind))] public ArticleKind Kind { get; set; } = ArticleKind.HowTo;

    /// <summary>From this day on somebody should look whether it still holds.</summary>
    public DateOnly? ReviewOn { get; set; }

    /// <summary>The kinds of requests that it is about.</summary>
    [MaxLength(100)] public IReadOnlyList<Id<RequestKind>> Kinds { get => field ?? []; set; } = [];

    /// <summary>The version that the writer has read; if somebody has written since, this is refused rather than lost.</summary>
    public int? Version { get; set; }

    internal sealed class Handler(GuanxiDb db) : IHandler<WriteArticle, Id<Article>>
    {
        public async Task<Id<Article>> Handle(WriteArticle request, Actor actor, CancellationToken ct)
        {
            var text = new ArticleText(request.Title!, request.Body!, request.Kind, request.ReviewOn);
            var article = request.ArticleId is { IsNone: false } id ? Refuse.Missing(await db.Set<Article>().FirstOrDefaultAsync(a => a.Id == id, ct), "service.article.not_found") : null;
            if (article is null) db.Add(article = Article.Draft(text, actor.Id));
            else
            {
                Refuse.If(request.Version is { } read && read != article.Version, "service.article.written_meanwhile");
                article.Write(text, article.KeeperId);
            }
            await About(article.Id, [.. request.Kinds.Where(k => !k.IsNone).Distinct()], ct);
            return article.Id;
        }

        private async Task About(Id<Article> article, List<Id<RequestKind>> wanted, CancellationToken ct)
        {
            Refuse.Field(nameof(Kinds), await db.Set<RequestKind>().CountAsync(k => wanted.Contains(k.Id), ct) != wanted.Count, "service.kind.not_found");
            var now = await db.Set<ArticleTopic>().Where(t => t.ArticleId == article).ToListAsync(ct);
            db.RemoveRange(now.Where(t => !wanted.Contains(t.KindId)));
            db.AddRange(wanted.Except(now.Select(t => t.KindId)).Select(k => ArticleTopic.Of(article, k)));
        }
    }

    internal static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/knowledge", (WriteArticle request, Asker asker, CancellationToken ct) => asker.Created(request with { ArticleId = null }, id => $"/api/knowledge/{id}", ct))
            .Produces<Id<Article>>(StatusCodes.Status201Created).WithName("draftArticle").WithSummary("Write an article");
        api.MapPut("/knowledge/{articleId}", (Id<Article> articleId, WriteArticle request, Asker asker, CancellationToken ct) => asker.Answer(request with { ArticleId = articleId }, ct)).Produces<Id<Article>>().WithSummary("Write an article anew");
    }
}
