using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Demo;
using Guanxi.Sales;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Demo;

public sealed class DemoLoadingTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task The_demo_firm_arrives_whole_and_can_be_searched()
    {
        var before = await Schema();
        var plan = new DemoPlan(300, 3_000, 7, new DateOnly(2026, 11, 23));
        var firm = new DemoFirm(plan);
        var made = new DemoCustomers(firm).Stream().ToList();

        var loaded = await ActivatorUtilities.CreateInstance<DemoLoading>(app.Services).Load(plan, _ => { }, TestContext.Current.CancellationToken);

        loaded.Customers.ShouldBe(300);
        // Each bad answer is a task of its own.
        var bad = await app.Use(db => db.Set<Guanxi.Surveys.Answers.Answer>().CountAsync(a => a.Brought == Guanxi.Surveys.BadAnswerAct.Task));
        bad.ShouldBeGreaterThan(0);
        (loaded.Orders, loaded.OrderLines, loaded.Contacts, loaded.Complaints, loaded.Tasks, loaded.Bonds).ShouldBe(
            (made.Sum(c => c.Orders.Count), made.Sum(c => c.Lines.Count), made.Sum(c => c.Contacts.Count), made.Sum(c => c.Complaints.Count), bad + made.Sum(c => c.Tasks.Count), made.Sum(c => c.Bonds.Count)));
        await app.Use(async db =>
        {
            (await db.Set<Customer>().CountAsync()).ShouldBe(300);
            (await db.Set<Order>().SumAsync(o => o.Total.Minor)).ShouldBe(made.Sum(c => c.Orders.Sum(o => o.TotalMinor)));
            (await db.Set<OrderLine>().SumAsync(l => l.AmountMinor)).ShouldBe(made.Sum(c => c.Lines.Sum(l => l.AmountMinor)));
            // A return names a sale of the same customer.
            (await db.Set<OrderLine>().CountAsync(l => l.ReturnOf != null && !db.Set<Order>().Any(o => o.CustomerId == l.CustomerId && o.Id == l.ReturnOf && o.Kind == OrderKind.Sale))).ShouldBe(0);
            (await db.PersonNames().CountAsync()).ShouldBe(firm.People.Count);
            (await db.UnitNames().CountAsync()).ShouldBe(firm.Units.Count);
            (await db.UnitNames().CountAsync(u => u.Name == firm.Name)).ShouldBe(1);
            (await db.Setting<FirmSettings>(default)).BaseCurrency.ShouldBe("CNY");
        });
        (await app.Use(db => db.Set<Guanxi.Retention.Bonds.Bond>().ToListAsync())).ShouldAllBe(b => b.Barrier == Guanxi.Retention.Bonds.BondForms.Barrier(b.Form) && b.Level == Guanxi.Retention.Bonds.BondForms.Level(b.Form) && b.Barrier == null == (b.Strength == null));
        (await Schema()).ShouldBe(before);
        (await app.Use(db => db.Set<ContactPerson>().CountAsync())).ShouldBe(made.Sum(c => c.People.Count));
        (await app.Use(db => db.Set<CustomerLink>().CountAsync())).ShouldBe(made.Sum(c => c.Links.Count));
        var known = made.First(c => c.People.Exists(p => p.Phone is not null) && c.People.Count > 1);
        foreach (var typed in (string[])[known.People.Find(p => p.Phone is not null)!.Phone![3..], known.People[0].Name]) (await app.Run(new CustomerList { Q = typed, Count = 200 })).Value.Rows.ShouldContain(r => r.Code == known.Code, typed);
        var somebody = (await app.Run(new CustomerDetails { Code = known.Code })).Value.Id;
        (await app.Run(new ContactPeople { CustomerId = somebody })).Value.People.Select(p => p.Name).ShouldBe(known.People.Select(p => p.Name), ignoreOrder: true);

        foreach (var customer in made.Where(c => c.No % 20 == 0))
        {
            (await app.Run(new CustomerList { Q = customer.Code })).Value.Rows.ShouldHaveSingleItem().Name.ShouldBe(customer.Name);
            (await app.Run(new CustomerList { Q = customer.Name[..2], Count = 200 })).Value.Rows.ShouldContain(r => r.Code == customer.Code);
            if (customer.Phone is { } phone) (await app.Run(new CustomerList { Q = phone[^8..] })).Value.Rows.ShouldContain(r => r.Code == customer.Code);
        }
        (await app.Run(new CustomerDetails { Code = "C0000007" })).Value.Name.ShouldBe(made[6].Name);

        var again = async () => await ActivatorUtilities.CreateInstance<DemoLoading>(app.Services).Load(plan, _ => { }, default);
        (await again.ShouldThrowAsync<RefusedException>()).Code.ShouldBe("host.demo.not_empty");
    }

    /// <summary>Names of all indexes and foreign keys: a load takes them off and must put every one back.</summary>
    private Task<IReadOnlyList<string>> Schema() => app.Use(async db =>
    {
        var sql = GuanxiApp.Postgres is null
            ? "SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'index' AND name NOT LIKE 'sqlite_%'"
            : "SELECT indexname AS \"Value\" FROM pg_indexes WHERE schemaname = 'public' UNION ALL SELECT conname FROM pg_constraint WHERE contype = 'f'";
        return (IReadOnlyList<string>)[.. (await db.Database.SqlQueryRaw<string>(sql).ToListAsync()).Order(StringComparer.Ordinal)];
    });
}
