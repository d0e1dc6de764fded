using Guanxi.Appraisal.Criteria;
using Guanxi.Appraisal.Periods;
using Guanxi.Appraisal.Sheets;
using Guanxi.Data;
using Guanxi.Jobs;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Appraisal;

/// <summary>A firm with a region of two shops: an owner who signs, a director who finalises, who leads the region, who lead the shops, and their people.</summary>
internal sealed class RatedFirm
{
    private readonly GuanxiApp app;

    private RatedFirm(GuanxiApp app) => this.app = app;

    public Actor Owner { get; private set; } = null!;
    public Actor Director { get; private set; } = null!;
    public Actor Operations { get; private set; } = null!;
    public Actor LeadNorth { get; private set; } = null!;
    public Actor LeadSouth { get; private set; } = null!;
    public Actor Clerk { get; private set; } = null!;
    public Actor Seller { get; private set; } = null!;
    public Actor SouthClerk { get; private set; } = null!;
    public Id<Unit> Region { get; private set; }
    public Id<Unit> North { get; private set; }
    public Id<Unit> South { get; private set; }

    public static async Task<RatedFirm> Of(GuanxiApp app)
    {
        var firm = new RatedFirm(app) { Region = (await app.Run(new OpenUnit { Name = $"Region {Ids.Next()}", Kind = UnitKind.Region })).Value };
        firm.North = (await app.Run(new OpenUnit { Name = "North shop", Kind = UnitKind.Shop, ParentId = firm.Region })).Value;
        firm.South = (await app.Run(new OpenUnit { Name = "South shop", Kind = UnitKind.Shop, ParentId = firm.Region })).Value;
        (firm.Owner, firm.Director, firm.Operations) = (await firm.Hire("owner", null), await firm.Hire("manager", null), await firm.Hire("manager", firm.Region));
        (firm.LeadNorth, firm.LeadSouth) = (await firm.Hire("manager", firm.North), await firm.Hire("manager", firm.South));
        (firm.Clerk, firm.Seller, firm.SouthClerk) = (await firm.Hire("clerk", firm.North), await firm.Hire("sales", firm.North), await firm.Hire("clerk", firm.South));
        return firm;
    }

    public async Task<Actor> Hire(string role, Id<Unit>? unit, string? name = null)
    {
        var user = $"{role}{Ids.Next()}";
        var id = (await app.Run(new Hire { Name = name ?? user, UserName = user, Role = role, UnitId = unit })).Value;
        return (await app.Services.GetRequiredService<IActors>().Find(id, default)).ShouldNotBeNull();
    }

    /// <summary>A period of the region, opened by the owner.</summary>
    public async Task<Id<AppraisalPeriod>> Open(DateOnly? from = null, DateOnly? until = null, bool rating = true, params Id<Unit>[] units)
    {
        var id = (await app.Run(new OpenPeriod
        {
            Name = $"Period {Ids.Next()}", FromOn = from ?? new(2026, 1, 1), UntilOn = until ?? new(2026, 6, 30), RateBy = new(2026, 12, 1), AnswerBy = new(2026, 12, 10), FinaliseBy = new(2026, 12, 15), SignBy = new(2026, 12, 20),
            Units = [.. units.Length == 0 ? [Region] : units],
        }, Owner)).Value;
        if (rating) (await app.Run(new BeginRating { PeriodId = id }, Owner)).Refusal.ShouldBeNull();
        return id;
    }

    public Task<AppraisalSheet> SheetOf(Id<AppraisalPeriod> period, Actor person) => app.Use(db => db.Set<AppraisalSheet>().AsNoTracking().SingleAsync(s => s.PeriodId == period && s.PersonId == person.Id));

    public Task<List<AppraisalSheet>> Sheets(Id<AppraisalPeriod> period) => app.Use(db => db.Set<AppraisalSheet>().AsNoTracking().Where(s => s.PeriodId == period).OrderBy(s => s.Id).ToListAsync());

    public async Task<Actor> ActorOf(Id<Person> person) => (await app.Services.GetRequiredService<IActors>().Find(person, default)).ShouldNotBeNull();

    /// <summary>Six marks, each with an example.</summary>
    public static List<GivenMark> Marks(params int[] marks) => [.. Enum.GetValues<Heart>().Select((h, i) => new GivenMark { Heart = h, Mark = marks[i % marks.Length], Reason = "Seen" })];

    /// <summary>Every rater hands in what is still open, everybody sees it.</summary>
    public async Task RateAll(Id<AppraisalPeriod> period, Func<AppraisalSheet, int[]>? marks = null, bool see = true)
    {
        foreach (var sheet in (await Sheets(period)).Where(s => s.State == SheetState.Open))
        {
            (await app.Run(new SubmitMarks { SheetId = sheet.Id, Marks = Marks(marks?.Invoke(sheet) ?? [4]) }, await ActorOf(sheet.RaterId))).Refusal.ShouldBeNull();
            if (see) (await app.Run(new Guanxi.Appraisal.Answers.SeeSheet { SheetId = sheet.Id }, await ActorOf(sheet.PersonId))).Refusal.ShouldBeNull();
        }
    }

    /// <summary>One signed period with one sheet, for those who need to have one and not how it came to be.</summary>
    public static (AppraisalPeriod Period, AppraisalSheet Sheet) OneSigned(Id<Unit> unit)
    {
        var (rated, rater, by, at, day) = (Id<Person>.New(), Id<Person>.New(), Id<Person>.New(), new DateTimeOffset(2026, 7, 1, 2, 0, 0, TimeSpan.Zero), new DateOnly(2026, 7, 1));
        var period = AppraisalPeriod.Open(new("H1", new(2026, 1, 1), new(2026, 6, 30), day, day, day, day, [unit]), new(), by, at);
        var sheet = period.Add(rated, unit, rater);
        period.BeginRating(by, at);
        sheet.Draft(period, Marks(4), null, rater);
        sheet.Submit(period, new(), day, rater, at);
        sheet.See(period, null, rated, at);
        period.Finalise([sheet], new Dictionary<Id<Person>, Level>(), by, at, day);
        period.Sign([sheet], rater, alone: false, at);
        return (period, sheet);
    }

    public async Task<Id<AppraisalPeriod>> Signed(DateOnly from, DateOnly until, Func<AppraisalSheet, int[]> marks)
    {
        var period = await Open(from, until);
        await RateAll(period, marks);
        (await app.Run(new FinalisePeriod { PeriodId = period }, Director)).Refusal.ShouldBeNull();
        (await app.Run(new SignPeriod { PeriodId = period }, Owner)).Refusal.ShouldBeNull();
        return period;
    }
}
