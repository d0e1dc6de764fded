using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Retention.WinBack.PlayBooks;
using Guanxi.Staff;
using Guanxi.Value;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.WinBack.Cases;

/// <summary>Where a customer stands in win-back: what runs, what was before, what the play-book of the grade says, whether the firm wants them back at all.</summary>
[Needs(ValueRights.Read)]
internal sealed record CustomerWinBack : IQuestion<WinBackStanding>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, Texts texts) : IHandler<CustomerWinBack, WinBackStanding>
    {
        public async Task<WinBackStanding> Handle(CustomerWinBack request, Actor actor, CancellationToken ct)
        {
            var customer = Refuse.Missing(await db.CustomerNamesFor(actor).FirstOrDefaultAsync(c => c.Id == request.CustomerId, ct), "customers.customer.not_found");
            var cases = await db.Set<WinBackCase>().AsNoTracking().Where(w => w.CustomerId == request.CustomerId).OrderByDescending(w => w.Id).Take(10).ToListAsync(ct);
            var face = await db.FaceOf(request.CustomerId, ct);
            var never = await db.Set<NeverWinBack>().AsNoTracking().FirstOrDefaultAsync(n => n.CustomerId == request.CustomerId && n.LiftedAt == null, ct);
            var newest = cases.FirstOrDefault();
            var book = (await db.Setting<PlayBooks.PlayBooks>(ct)).Of(newest is { Runs: true } ? newest.Grade : face?.Grade);
            return new()
            {
                Customer = customer, Currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency, Grade = face?.Grade, Stage = face?.Stage, Book = book with { Steps = [.. book.Steps.Select(s => s with { Words = s.Say(texts) })] },
                Cases = await WinBackRow.Of(db, cases, actor, ct), Steps = newest is null ? [] : await StepTasks.Of(db, newest, ct), Never = never?.Reason, NeverNote = never?.Note,
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/win-backs", (Id<Customer> customerId, Asker asker, CancellationToken ct) =>
        asker.Answer(new CustomerWinBack { CustomerId = customerId }, ct)).Produces<WinBackStanding>().WithSummary("Where a customer stands in win-back");
}

/// <summary>One customer's win-back.</summary>
internal sealed record WinBackStanding
{
    public required CustomerName Customer { get; init; }
    public string Currency { get; init; } = "";
    public string? Grade { get; init; }
    public string? Stage { get; init; }
    public required PlayBook Book { get; init; }

    /// <summary>The newest first.</summary>
    public required IReadOnlyList<WinBackRow> Cases { get; init; }

    /// <summary>Of the newest.</summary>
    public IReadOnlyList<StepRow> Steps { get; init; } = [];

    /// <summary>Why the firm does not want them back; null where it does.</summary>
    public NeverReason? Never { get; init; }
    public string? NeverNote { get; init; }

    public WinBackRow? Running => Cases.FirstOrDefault(c => c.State is WinBackState.Running or WinBackState.SetAside);
}

/// <summary>One attempt as lists and cards show it.</summary>
internal sealed record WinBackRow
{
    public required Id<WinBackCase> Id { get; init; }
    public required CustomerName Customer { get; init; }
    public required WinBackState State { get; init; }
    public required WinBackArm Arm { get; init; }
    public string? Grade { get; init; }
    public required DateOnly StartedOn { get; init; }
    public required DateOnly UntilOn { get; init; }
    public string? Owner { get; init; }
    public long OfferMinor { get; init; }
    public string? Reason { get; init; }
    public string? TriedBecause { get; init; }
    public DateOnly? ReturnedOn { get; init; }
    public int Purchases { get; init; }
    public long MarginMinor { get; init; }

    public static async Task<IReadOnlyList<WinBackRow>> Of(GuanxiDb db, IReadOnlyList<WinBackCase> cases, Actor actor, CancellationToken ct)
    {
        if (cases.Count == 0) return [];
        var (ids, people) = (cases.Select(c => c.CustomerId).Distinct().ToList(), cases.Select(c => c.OwnerId).Distinct().ToList());
        var customers = await db.CustomerNamesFor(actor).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var names = await db.PersonNames().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        return
        [
            .. cases.Where(c => customers.ContainsKey(c.CustomerId)).Select(c => new WinBackRow
            {
                Id = c.Id, Customer = customers[c.CustomerId], State = c.State, Arm = c.Arm, Grade = c.Grade, StartedOn = c.StartedOn, UntilOn = c.UntilOn, Owner = names.GetValueOrDefault(c.OwnerId),
                OfferMinor = c.OfferMinor, Reason = c.Reason, TriedBecause = c.TriedBecause, ReturnedOn = c.ReturnedOn, Purchases = c.Purchases, MarginMinor = c.MarginMinor,
            }),
        ];
    }
}
