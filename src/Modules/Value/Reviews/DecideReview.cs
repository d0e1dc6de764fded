using System.ComponentModel.DataAnnotations;
using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Standings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value.Reviews;

/// <summary>Decides what is to become of a customer of class D: raise (somebody gets a task), keep, or let go. The review then leaves the customer out until its next period.</summary>
[Needs(ValueRights.Edit)]
internal sealed record DecideReview : IUseCase<Id<Customer>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public ReviewOutcome Outcome { get; set; }
    [Required, StringLength(500)] public string? Reason { get; set; }

    /// <summary>To raise: whose task it is; oneself where not said.</summary>
    public Id<Person>? OwnerId { get; set; }

    /// <summary>To raise: by when; in a week where not said.</summary>
    public DateOnly? DueOn { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, IHandler<AddFollowUp, Id<FollowUp>> tasks, Texts texts, TimeProvider clock) : IHandler<DecideReview, Id<Customer>>
    {
        public async Task<Id<Customer>> Handle(DecideReview request, Actor actor, CancellationToken ct)
        {
            Refuse.If(await LatestStandings.Of(db, request.CustomerId, null, ct) is not { Class: "D" }, "value.review.not_small");
            var now = clock.GetUtcNow();
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(now);
            Id<FollowUp>? task = null;
            if (request.Outcome == ReviewOutcome.Raise)
            {
                Refuse.If(!actor.May(ContactRights.Edit), "kernel.right.missing", texts.OfRight(ContactRights.Edit));
                var title = texts["value.review.task", request.Reason!];
                task = await tasks.Handle(new()
                {
                    CustomerId = request.CustomerId, Title = title.Within(200), OwnerId = request.OwnerId, DueOn = request.DueOn ?? today.AddDays(7), Cause = "value.review",
                }, actor, ct);
            }
            db.Add(ReviewDecision.Make(request.CustomerId, request.Outcome, request.Reason!, actor.Id, now, today.AddDays((await db.Setting<ValueSettings>(ct)).ReviewDays), task));
            return request.CustomerId;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/review", (Id<Customer> customerId, DecideReview request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { CustomerId = customerId }, ct)).Produces<Id<Customer>>().WithSummary("Decide what is to become of a customer of class D");
}
