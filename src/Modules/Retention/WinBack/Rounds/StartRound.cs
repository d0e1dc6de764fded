using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Retention.WinBack.Cases;
using Guanxi.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Retention.WinBack.Rounds;

/// <summary>Starts a round: within each grade a random part of the customers is set aside untreated, the others get an attempt by the play-book of their grade. Seed and probabilities are kept.</summary>
[Needs(RetentionRights.Plan)]
internal sealed record StartRound : RoundRequest, IUseCase<Id<WinBackRound>>
{
    [Required, StringLength(120)] public string? Name { get; set; }

    /// <summary>Of the draw; made from the round's own number where not said.</summary>
    public int? Seed { get; set; }

    internal sealed class Handler(GuanxiDb db, Responsible responsible, Texts texts, TimeProvider clock) : IHandler<StartRound, Id<WinBackRound>>
    {
        public async Task<Id<WinBackRound>> Handle(StartRound request, Actor actor, CancellationToken ct)
        {
            var (id, now, books) = (Id<WinBackRound>.New(), clock.GetUtcNow(), await db.Setting<PlayBooks.PlayBooks>(ct));
            var today = (await db.Setting<FirmSettings>(ct)).DayOf(now);
            var calendar = (await db.Calendars(ct)).Firm;
            var fitting = await RoundCustomers.Of(db, actor, request, ct);
            Refuse.If(fitting.Customers.Count == 0, "retention.round.nobody");
            var seed = request.Seed ?? (int)(id.Value % int.MaxValue);
            var drawn = RoundDraw.Of(fitting.Customers, request.ControlShare, seed);
            var owners = await responsible.Of([.. fitting.Customers.Select(c => c.CustomerId)], ct);
            var longest = drawn.Max(d => books.Of(d.Customer.Grade).Days);
            var choice = new RoundChoice { Grades = request.Grades, Stages = request.Stages, LeastValueMinor = fitting.Customers.Min(c => c.ValueMinor) };
            db.Add(WinBackRound.Start(id, request.Name!, seed, request.ControlShare, StoredJson.Write(choice), today, today.AddDays(longest), drawn.Count(d => !d.Control), drawn.Count(d => d.Control), actor.Id, now));
            foreach (var (customer, control, probability) in drawn)
            {
                var book = books.Of(customer.Grade);
                var winBack = WinBackCase.Drawn(customer.CustomerId, id, control, probability, customer.Grade, owners.GetValueOrDefault(customer.CustomerId) ?? actor.Id, actor.Id, today, book.Days);
                db.Add(winBack);
                if (!control) StepTasks.Plan(db, texts, winBack, book, calendar, today, actor.Id, now);
            }
            return id;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPost("/win-back/rounds", (StartRound request, Asker asker, CancellationToken ct) => asker.Created(request, id => $"/api/win-back/effect?roundId={id}", ct))
        .Produces<Id<WinBackRound>>(StatusCodes.Status201Created).WithSummary("Start a win-back round with a random control");
}
