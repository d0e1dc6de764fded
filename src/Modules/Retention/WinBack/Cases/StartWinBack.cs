using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Jobs;
using Guanxi.Retention.WinBack.PlayBooks;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.WinBack.Cases;

/// <summary>Starts to win a customer back by the play-book of the grade: its steps become tasks. Who is set aside for comparison is only tried with a reason; whom the firm does not want back, not at all.</summary>
[Needs(RetentionRights.Edit)]
internal sealed record StartWinBack : IUseCase<Id<WinBackCase>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }

    /// <summary>Who does it: the customer's owner where not said, else oneself. Must be able to see the customer.</summary>
    public Id<Person>? OwnerId { get; set; }

    /// <summary>Why to try although the customer is set aside for comparison.</summary>
    [StringLength(2000)] public string? Because { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, IActors actors, IReach<Customer> reach, Texts texts, TimeProvider clock) : IHandler<StartWinBack, Id<WinBackCase>>
    {
        public async Task<Id<WinBackCase>> Handle(StartWinBack request, Actor actor, CancellationToken ct)
        {
            Refuse.If(request.CustomerId.IsNone, "customers.customer.not_found");
            if (await db.Set<NeverWinBack>().FirstOrDefaultAsync(n => n.CustomerId == request.CustomerId && n.LiftedAt == null, ct) is { } never)
                throw new RefusedException("retention.never.listed", texts.Of("retention", never.Reason));
            var under = await db.Set<WinBackCase>().Where(w => w.CustomerId == request.CustomerId && (w.State == WinBackState.Running || w.State == WinBackState.SetAside)).ToListAsync(ct);
            Refuse.If(under.Exists(w => w.State == WinBackState.Running), "retention.win_back.running_already");
            var now = clock.GetUtcNow();
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(now);
            var grade = await db.Set<CustomerFace>().Where(f => f.CustomerId == request.CustomerId).Select(f => f.Grade).FirstOrDefaultAsync(ct);
            var book = (await db.Setting<PlayBooks.PlayBooks>(ct)).Of(grade);
            var owner = await Owner(request, actor, ct);
            if (under.Find(w => w.State == WinBackState.SetAside) is { } aside) aside.TryAnyway(request.Because ?? "", owner, actor.Id);
            var winBack = under.Find(w => w.State == WinBackState.Running) ?? Started();
            StepTasks.Plan(db, texts, winBack, book, (await db.Calendars(ct)).Firm, today, actor.Id, now);
            return winBack.Id;

            WinBackCase Started()
            {
                var started = WinBackCase.Start(request.CustomerId, grade, owner, actor.Id, today, book.Days);
                db.Add(started);
                return started;
            }
        }

        private async Task<Id<Person>> Owner(StartWinBack request, Actor actor, CancellationToken ct)
        {
            if (request.OwnerId is { IsNone: false } wanted) return await People.Check(nameof(OwnerId), wanted, request.CustomerId, actor, actors, reach, ct);
            var owner = await db.CustomerOwners().Where(c => c.Id == request.CustomerId).Select(c => c.OwnerId).FirstOrDefaultAsync(ct);
            // Who left the firm tries nothing any more.
            return owner is { } id && await actors.Find(id, ct) is not null ? id : actor.Id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/customers/{customerId}/win-backs",
        (Id<Customer> customerId, StartWinBack request, Asker asker, CancellationToken ct) =>
            asker.Created(request with { CustomerId = customerId }, _ => $"/api/customers/{customerId}/win-backs", ct))
        .Produces<Id<WinBackCase>>(StatusCodes.Status201Created).WithSummary("Start to win a customer back");
}
