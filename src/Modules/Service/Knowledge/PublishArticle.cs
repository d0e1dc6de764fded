using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Knowledge;

/// <summary>Publishes an article as it is written now: from now on this is read.</summary>
[Needs(ServiceRights.Plan)]
public sealed record PublishArticle : IUseCase<bool>
{
    public Id<Article> ArticleId { get; set; }

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<PublishArticle, bool>
    {
        public async Task<bool> Handle(PublishArticle request, Actor actor, CancellationToken ct)
        {
            var article = Refuse.Missing(await db.Set<Article>().FirstOrDefaultAsync(a => a.Id == request.ArticleId, ct), "service.article.not_found");
            if (article.Publish(actor.Id, clock.GetUtcNow()) is { } edition) db.Add(edition);
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/knowledge/{articleId}/publish", (Id<Article> articleId, Asker asker, CancellationToken ct) => asker.Answer(new PublishArticle { ArticleId = articleId }, ct)).Produces<bool>().WithSummary("Publish an article");
}
