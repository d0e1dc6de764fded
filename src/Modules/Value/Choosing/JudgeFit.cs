using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value.Choosing;

/// <summary>Judges one criterion of one customer's fit, 1 to 5, with the reason. What was said before is kept.</summary>
[Needs(CustomersRights.Edit)]
internal sealed record JudgeFit : IUseCase<int>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public FitCriterion Criterion { get; set; }

    /// <summary>1 bad for the firm, 5 good.</summary>
    [Range(1, 5)] public int Score { get; set; }
    [Required, StringLength(500)] public string? Reason { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<JudgeFit, int>
    {
        public async Task<int> Handle(JudgeFit request, Actor actor, CancellationToken ct)
        {
            var now = clock.GetUtcNow();
            var judgement = FitJudgement.Of(request.CustomerId, request.Criterion, request.Score, request.Reason!, actor.Id, now, (await db.Setting<FirmSettings>(ct)).DayOf(now));
            foreach (var before in await db.Set<FitJudgement>().Where(j => j.CustomerId == request.CustomerId && j.Criterion == request.Criterion && j.Current).ToListAsync(ct)) before.Replace();
            db.Add(judgement);
            return request.Score;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/customers/{customerId}/fit/{criterion}", (Id<Customer> customerId, Named<FitCriterion> criterion, JudgeFit request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { CustomerId = customerId, Criterion = criterion.Value }, ct)).Produces<int>().WithSummary("Judge one criterion of one customer's fit");
}
