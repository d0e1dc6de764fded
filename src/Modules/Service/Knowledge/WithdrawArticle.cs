using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Knowledge;

/// <summary>Takes an article away that no longer holds. It stays where it helped, and can be published again.</summary>
[Needs(ServiceRights.Plan)]
internal sealed record WithdrawArticle : IUseCase<bool>
{
    public Id<Article> ArticleId { get; set; }

    internal sealed class Handler(GuanxiDb db) : IHandler<WithdrawArticle, bool>
    {
        public async Task<bool> Handle(WithdrawArticle request, Actor actor, CancellationToken ct)
        {
            Refuse.Missing(await db.Set<Article>().FirstOrDefaultAsync(a => a.Id == request.ArticleId, ct), "service.article.not_found").Withdraw();
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/knowledge/{articleId}/withdraw", (Id<Article> articleId, Asker asker, CancellationToken ct) => asker.Answer(new WithdrawArticle { ArticleId = articleId }, ct)).Produces<bool>().WithSummary("Take an article away");
}
