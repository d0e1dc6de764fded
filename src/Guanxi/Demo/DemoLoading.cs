using System.Diagnostics;
using System.Threading.Channels;
using Guanxi.Appraisal;
using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Risk;
using Guanxi.Sales;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Causes;
using Guanxi.Service.Complaints.Compensation;
using Guanxi.Staff;
using Guanxi.Staff.Units;
using Guanxi.Surveys;
using Guanxi.Value;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Demo;

/// <summary>What a demo firm brought.</summary>
internal sealed record DemoLoaded(int Customers, long Orders, long OrderLines, long Contacts, long Complaints, long Requests, long Answers, long Tasks, long Bonds, int People, int Units, int Products, long Rows, double Seconds)
{
    public long RowsPerSecond => (long)(Rows / Math.Max(Seconds, 0.001));
}

/// <summary>Fills an empty database with the demo firm: units, people and goods through the door, the rest through the bulk writer, generated while the batch before is written.</summary>
internal sealed class DemoLoading(IServiceScopeFactory scopes, UseCases useCases, IDatabase database, CustomerWriter writer, WriteGate gate, Texts texts, TimeProvider clock)
{
    // Nobody is at work yet, so turns may be long; and a batch this large touches each page of an index once.
    private const int BatchRows = 40_000;

    // Below all ids that are ever made, and in the order of making.
    private long lastId = 1_000;

    /// <exception cref="RefusedException">There are customers already.</exception>
    public async Task<DemoLoaded> Load(DemoPlan plan, Action<long> progress, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuanxiDb>();
        Refuse.If(await db.Set<Customer>().AnyAsync(ct), "host.demo.not_empty");
        var watch = Stopwatch.StartNew();
        var firm = new DemoFirm(plan);
        await Found(db, firm, ct);
        var units = await OpenUnits(firm, ct);
        var people = await HirePeople(firm, units, ct);
        var products = await StockProducts(db, firm, ct);
        var ids = new DemoIds(units, people, products);

        var handling = new DemoHandling(firm, ids, await SetUpComplaints(db, ct));

        var surveys = new DemoSurveys(firm, ids, await SetUpSurveys(db, firm, new(people[firm.SignIn("owner")!.Value]), ct));

        var requests = new DemoRequests(firm, ids, await DemoRequests.SetUp(useCases, db, firm, ids, ct));

        var counted = new long[10];
        async Task WriteAll()
        {
            await foreach (var batch in Batches(firm, ids, handling, surveys, requests, ct).ReadAllAsync(ct))
            {
                await db.Turn(gate, Actor.System, "LoadDemo", () => Write(db, batch, ct), ct);
                (counted[0], counted[1], counted[2]) = (counted[0] + batch.Customers.Count, counted[1] + batch.Orders.Count, counted[2] + batch.Lines.Count);
                (counted[3], counted[4], counted[5], counted[6]) = (counted[3] + batch.Contacts.Count, counted[4] + batch.Complaints.Count, counted[5] + batch.Tasks.Count, counted[6] + batch.Bonds.Count);
                (counted[7], counted[8]) = (counted[7] + batch.Requests.Count, counted[8] + batch.Answers.Count + batch.AnonymousAnswers.Count);
                counted[9] += batch.ComplaintEvents.Count + batch.Proposals.Count + batch.RequestEvents.Count + batch.Invitations.Count;
                progress(counted.Sum());
            }
        }
        if (plan.Customers >= 20_000) await database.LoadMuch(db, DemoTables.All, WriteAll, ct);
        else await WriteAll();
        await Appraise(db, firm, ids, ct);
        await Consent(db, firm, ids, ct);
        await Risks(db, firm, ids, scope.ServiceProvider.GetServices<IRiskIndicator>(), ct);
        return new((int)counted[0], counted[1], counted[2], counted[3], counted[4], counted[7], counted[8], counted[5], counted[6], people.Length - 1, units.Length - 1, products.Length - 1, counted.Sum(), watch.Elapsed.TotalSeconds);
    }

    private async Task Found(GuanxiDb db, DemoFirm firm, CancellationToken ct) => await db.Turn(gate, Actor.System, "LoadDemo", async () =>
    {
        await db.Change((await db.Setting<FirmSettings>(ct)) with { Name = firm.Name, BaseCurrency = firm.BaseCurrency }, ct);
        await db.Change(new DemoSignIns { People = [.. firm.People.Where(p => p.UserName == p.Role).Select(p => new DemoSignIn(p.Role, p.UserName))] }, ct);
        // In fen: what a call, a visit, a gift and the handling of a complaint take of people's time.
        await db.Change((await db.Setting<ValueSettings>(ct)) with { ContactCostMinor = 300, VisitCostMinor = 2_500, GiftCostMinor = 4_000, ComplaintCostMinor = 3_000 }, ct);
        foreach (var rate in firm.Rates) db.Add(ExchangeRate.Of(rate.Currency, rate.ValidFrom, rate.Nano / 1_000_000_000m));
    }, ct);

    /// <summary>Holidays, causes, gifts, and what service and shop managers may give.</summary>
    private async Task<ILookup<string, Id<CauseCode>>> SetUpComplaints(GuanxiDb db, CancellationToken ct)
    {
        await db.Turn(gate, Actor.System, "LoadDemo", () => db.Change(new WorkTimes { Days = WorkTimes.ChinasHolidays }, ct), ct);
        var causes = new List<(string Cause, Id<CauseCode> Id)>();
        foreach (var (cause, name) in DemoWords.All.Causes)
        {
            var own = Enum.TryParse<ComplaintCause>(cause, out var kind);
            causes.Add((cause, (await useCases.Run(new EditCause { Origin = own ? ComplaintOrigin.Own : Enum.Parse<ComplaintOrigin>(cause), Cause = own ? kind : ComplaintCause.Other, Name = name }, Actor.System, ct)).Value));
        }
        foreach (var (cost, name) in DemoWords.All.Gifts) _ = (await useCases.Run(new EditGift { Name = name, Cost = cost / 100m }, Actor.System, ct)).Value;
        var roles = (await useCases.Run(new RoleList(), Actor.System, ct)).Value.ToDictionary(r => r.Name, r => r.Id);
        _ = (await useCases.Run(new ChangeAuthority
        {
            Settings = new()
            {
                Roles =
                [
                    new() { RoleId = roles["service"], MajorMinor = 50_000, MinorMinor = 20_000, OrdinaryMinor = 10_000, SmallMinor = 5_000 },
                    new() { RoleId = roles["manager"], MajorMinor = 500_000, MinorMinor = 200_000, OrdinaryMinor = 100_000, SmallMinor = 50_000 },
                ],
            },
        }, Actor.System, ct)).Value;
        return causes.ToLookup(c => c.Cause, c => c.Id);
    }

    private async Task<IReadOnlyList<(Survey Survey, SurveyEdition Edition)>> SetUpSurveys(GuanxiDb db, DemoFirm firm, Id<Person> by, CancellationToken ct)
    {
        var surveys = DemoSurveys.Found(firm, texts, by);
        await db.Turn(gate, Actor.System, "LoadDemo", () =>
        {
            foreach (var (survey, edition) in surveys) db.AddRange(survey, edition);
            return Task.CompletedTask;
        }, ct);
        return surveys;
    }

    /// <summary>The people of one region and of the service desk are rated: after the complaints are there, which speak for or against them.</summary>
    private async Task Appraise(GuanxiDb db, DemoFirm firm, DemoIds ids, CancellationToken ct)
    {
        List<Id<Unit>> units = [.. new[] { firm.Units.First(u => u.Kind == "Region").No, firm.Units.First(u => u.Kind == "Team").No }.Select(no => new Id<Unit>(ids.Units[no]))];
        var example = new ExampleFirm(units, new(ids.People[firm.SignIn("manager")!.Value]), new(ids.People[firm.SignIn("owner")!.Value]), firm.Plan.Today, (heart, mark) => DemoWords.All.Hearts[(heart, mark)]);
        var before = firm.Plan.Today.Month > 6 ? firm.Plan.Today.Year - 1 : firm.Plan.Today.Year - 2;
        var (first, second) = firm.Plan.Today.Month > 6 ? ($"{before} 年下半年六心评定", $"{before + 1} 年上半年六心评定") : ($"{before + 1} 年上半年六心评定", $"{before + 1} 年下半年六心评定");
        await db.Turn(gate, Actor.System, "LoadDemo", () => ExamplePeriods.Add(db, example, first, second, ct), ct);
    }

    /// <summary>Every sixth of the first customers said what they want to be contacted for: enough to look at, whatever the size of the firm.</summary>
    private async Task Consent(GuanxiDb db, DemoFirm firm, DemoIds ids, CancellationToken ct)
    {
        var first = await db.Set<Customer>().OrderBy(c => c.Id).Select(c => c.Id).Take(1_200).ToListAsync(ct);
        var by = new Id<Person>(ids.People[firm.ServicePeople[0]]);
        await db.Turn(gate, Actor.System, "LoadDemo", () =>
        {
            ExampleConsents.Add(db, [.. first.Where((_, i) => i % 6 == 0)], DemoWords.All.Consent, by, DemoHistory.At(firm.Plan.Today));
            return Task.CompletedTask;
        }, ct);
    }

    private Task Risks(GuanxiDb db, DemoFirm firm, DemoIds ids, IEnumerable<IRiskIndicator> indicators, CancellationToken ct) => db.Turn(gate, Actor.System, "LoadDemo", () =>
    {
        ExampleRisks.Add(db, DemoWords.All.Risks, [new(ids.People[firm.SignIn("owner")!.Value]), new(ids.People[firm.SignIn("manager")!.Value])], indicators, firm.Plan.Today);
        return Task.CompletedTask;
    }, ct);

    private async Task<long[]> OpenUnits(DemoFirm firm, CancellationToken ct)
    {
        var units = new long[firm.Units.Count + 1];
        var root = (await useCases.Run(new UnitTree(), Actor.System, ct)).Value[0].Id;
        _ = (await useCases.Run(new EditUnit { UnitId = new(root.Value), Name = firm.Name }, Actor.System, ct)).Value;
        units[1] = root.Value;
        foreach (var unit in firm.Units.Skip(1))
            units[unit.No] = (await useCases.Run(new OpenUnit { Name = unit.Name, Kind = Enum.Parse<UnitKind>(unit.Kind), ParentId = new(units[unit.Parent!.Value]) }, Actor.System, ct)).Value.Value;
        return units;
    }

    // Hashing a password takes a while by design: only those whom a visitor may sign in as have one.
    private async Task<long[]> HirePeople(DemoFirm firm, long[] units, CancellationToken ct)
    {
        var people = new long[firm.People.Count + 1];
        foreach (var person in firm.People)
            people[person.No] = (await useCases.Run(new Hire
            {
                Name = person.Name, UserName = person.UserName, Role = person.Role, UnitId = new(units[person.Unit]), Password = person.UserName == person.Role ? DemoSignIns.Password : null,
            }, Actor.System, ct)).Value.Value;
        return people;
    }

    private async Task<long[]> StockProducts(GuanxiDb db, DemoFirm firm, CancellationToken ct)
    {
        var products = new long[firm.Products.Count + 1];
        await db.Turn(gate, Actor.System, "LoadDemo", () =>
        {
            foreach (var product in firm.Products)
            {
                var made = Product.Create(product.Code, product.Name, product.Category, new Money(product.CostMinor, firm.BaseCurrency));
                products[product.No] = made.Id.Value;
                db.Add(made);
            }
            return Task.CompletedTask;
        }, ct);
        return products;
    }

    private ChannelReader<DemoBatch> Batches(DemoFirm firm, DemoIds ids, DemoHandling handling, DemoSurveys surveys, DemoRequests requests, CancellationToken ct)
    {
        var channel = Channel.CreateBounded<DemoBatch>(1);
        _ = Task.Run(async () =>
        {
            try
            {
                var stamp = Micros.Of(clock.GetUtcNow());
                var batch = new DemoBatch(ids, handling, surveys, requests, stamp);
                foreach (var customer in new DemoCustomers(firm).Stream())
                {
                    batch.Add(customer, () => ++lastId);
                    if (batch.Rows < BatchRows) continue;
                    await channel.Writer.WriteAsync(batch, ct);
                    batch = new(ids, handling, surveys, requests, stamp);
                }
                if (batch.Rows > 0) await channel.Writer.WriteAsync(batch, ct);
                channel.Writer.Complete();
            }
            catch (Exception fault)
            {
                channel.Writer.Complete(fault);
            }
        }, ct);
        return channel.Reader;
    }

    private async Task Write(GuanxiDb db, DemoBatch batch, CancellationToken ct)
    {
        await writer.Add(db, batch.Customers, clock.GetUtcNow(), keysAreFree: true, ct);
        await database.Write(db, DemoTables.Orders(db), batch.Orders, ct);
        await database.Write(db, DemoTables.Lines(db), batch.Lines, ct);
        await database.Write(db, DemoTables.Contacts, batch.Contacts, ct);
        await database.Write(db, DemoTables.Complaints, batch.Complaints, ct);
        await database.Write(db, DemoTables.ComplaintEvents, batch.ComplaintEvents, ct);
        await database.Write(db, DemoTables.Proposals, batch.Proposals, ct);
        await database.Write(db, DemoTables.Requests, batch.Requests, ct);
        await database.Write(db, DemoTables.RequestEvents, batch.RequestEvents, ct);
        await database.Write(db, DemoTables.Tasks, batch.Tasks, ct);
        await database.Write(db, DemoTables.Bonds, batch.Bonds, ct);
        await database.Write(db, DemoTables.Links, batch.Links, ct);
        await database.Write(db, DemoTables.Invitations, batch.Invitations, ct);
        await database.Write(db, DemoTables.Tickets, batch.Tickets, ct);
        await database.Write(db, DemoTables.Answers, batch.Answers, ct);
        await database.Write(db, DemoTables.AnonymousAnswers, batch.AnonymousAnswers, ct);
    }
}
