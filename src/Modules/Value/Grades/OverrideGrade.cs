using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Grades;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>Sets a customer's grade by hand, with the reason and the last day that it holds. It counts at once, and at every run until that day.</summary>
[Needs(ValueRights.Edit)]
public sealed record OverrideGrade : IUseCase<string>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }

    /// <summary><c>major</c>, <c>minor</c>, <c>ordinary</c>, <c>small</c>.</summary>
    [Required, StringLength(20)] public string? Grade { get; set; }
    [Required, StringLength(500)] public string? Reason { get; set; }

    /// <summary>The last day that it holds, a year ahead at most.</summary>
    [Required] public DateOnly? Until { get; set; }

    /// <summary>No concession to this customer: shown red. Small customers only.</summary>
    public bool NeverConcede { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, HandGrades hands, TimeProvider clock) : IHandler<OverrideGrade, string>
    {
        public async Task<string> Handle(OverrideGrade request, Actor actor, CancellationToken ct)
        {
            var now = clock.GetUtcNow();
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(now);
            var hand = GradeOverride.Set(request.CustomerId, request.Grade!, request.NeverConcede, request.Reason!, request.Until!.Value, actor.Id, now, today);
            (await hands.Of(request.CustomerId, today, ct))?.Lift(actor.Id, now, today);
            db.Add(hand);
            Refuse.If(!await hands.Apply(request.CustomerId, hand.Hand(), ct), "value.override.no_standing");
            return hand.Grade;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/customers/{customerId}/grade/override", (Id<Customer> customerId, OverrideGrade request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { CustomerId = customerId }, ct)).Produces<string>().WithSummary("Set a customer's grade by hand");
}

/// <summary>Takes a grade by hand back before its last day: the rule counts again, at once.</summary>
[Needs(ValueRights.Edit)]
public sealed record LiftGradeOverride : IUseCase<bool>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, HandGrades hands, TimeProvider clock) : IHandler<LiftGradeOverride, bool>
    {
        public async Task<bool> Handle(LiftGradeOverride request, Actor actor, CancellationToken ct)
        {
            var now = clock.GetUtcNow();
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(now);
            var hand = Refuse.Missing(await hands.Of(request.CustomerId, today, ct), "value.override.not_found");
            hand.Lift(actor.Id, now, today);
            return await hands.Apply(request.CustomerId, null, ct);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapDelete("/customers/{customerId}/grade/override", (Id<Customer> customerId, Asker asker, CancellationToken ct) =>
        asker.Answer(new LiftGradeOverride { CustomerId = customerId }, ct)).Produces<bool>().WithSummary("Take a grade by hand back");
}
