using System.Security.Cryptography;
using System.Text;
using Guanxi.Demo;

namespace Guanxi.Tests.Demo;

public sealed class DemoFirmTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public void The_same_seed_makes_the_same_firm_on_any_machine()
    {
        var plan = new DemoPlan(500, 5_000, 7, Today);

        Fingerprint(plan).ShouldBe(Fingerprint(plan));
        // Fails on a machine whose arithmetic differs, and whenever the generator changes: then take the new value.
        Fingerprint(plan).ShouldBe("8087B45B5503D533");
    }

    [Fact]
    public void Another_seed_makes_another_firm() =>
        Fingerprint(new(50, 500, 7, Today)).ShouldNotBe(Fingerprint(new(50, 500, 8, Today)));

    [Fact]
    public void Most_buy_once_or_twice_and_some_hundreds_of_times()
    {
        var counts = Customers(20_000, 200_000).Select(c => c.Orders.Count(o => o.Kind == "Sale")).Order().ToList();

        counts.Sum().ShouldBeInRange(170_000, 230_000);
        counts[counts.Count / 2].ShouldBeInRange(1, 4);
        counts[^1].ShouldBeGreaterThan(300);
        ((double)counts.Skip(counts.Count * 8 / 10).Sum() / counts.Sum()).ShouldBeGreaterThan(0.7);
    }

    [Fact]
    public void Every_order_adds_up_and_lies_within_the_three_years()
    {
        foreach (var customer in Customers(3_000, 30_000))
        {
            foreach (var order in customer.Orders)
            {
                var lines = customer.Lines.GetRange(order.FirstLine, order.Lines);
                order.TotalMinor.ShouldBe(lines.Sum(l => l.AmountMinor));
                order.OrderedOn.ShouldBeInRange(Today.AddYears(-3), Today.AddDays(-1));
                order.OrderedOn.ShouldBe(DateOnly.FromDateTime(order.OrderedAt.ToOffset(TimeSpan.FromHours(8)).DateTime));
                foreach (var line in lines)
                    line.AmountMinor.ShouldBe(Money.Of(line.QuantityMilli * line.UnitPriceMicro / 1_000_000_000m, customer.Currency).Minor);
            }
            customer.Orders.Select(o => o.No).ShouldBe(Enumerable.Range(1, customer.Orders.Count));
        }
    }

    [Fact]
    public void Returns_take_back_what_was_bought()
    {
        var returns = 0;
        foreach (var customer in Customers(3_000, 30_000))
            foreach (var back in customer.Orders.Where(o => o.Kind == "Return"))
            {
                returns++;
                var sale = customer.Orders.Single(o => o.No == back.ReturnOf);
                sale.OrderedAt.ShouldBeLessThan(back.OrderedAt);
                var line = customer.Lines[back.FirstLine];
                customer.Lines.GetRange(sale.FirstLine, sale.Lines).ShouldContain(l => l.Product == line.Product && l.QuantityMilli == -line.QuantityMilli);
            }
        returns.ShouldBeGreaterThan(300);
    }

    [Fact]
    public void Nobody_real_is_called()
    {
        foreach (var customer in Customers(5_000, 5_000))
        {
            if (customer.Phone is { } phone) (phone.StartsWith("+86154") || phone.StartsWith("+447700900") || phone.StartsWith("+61491570") || phone[5..].StartsWith("55501")).ShouldBeTrue(phone);
            if (customer.Email is { } email) email.Split('@')[1].Split('.').ShouldContain("example");
            foreach (var person in customer.People)
            {
                if (person.Phone is { } number) number.ShouldStartWith("+86154");
                if (person.Email is { } address) address.ShouldEndWith("@example.com");
            }
        }
    }

    [Fact]
    public void Codes_phones_and_mails_are_each_customers_own()
    {
        var customers = Customers(20_000, 1).ToList();

        customers.Select(c => c.Code).ShouldBeUnique();
        customers.SelectMany(c => c.People.Select(p => p.Phone).Append(c.Phone)).OfType<string>().ShouldBeUnique();
        customers.SelectMany(c => c.People.Select(p => p.Email).Append(c.Email)).OfType<string>().ShouldBeUnique();
        customers.Select(c => c.CreatedAt).ShouldBeInOrder();
    }

    [Fact]
    public void Everyone_belongs_to_a_shop_and_its_people()
    {
        var firm = new DemoFirm(new(2_000, 2_000, 7, Today));
        firm.Units.Count(u => u.Kind == "Shop").ShouldBeInRange(10, 30);
        firm.People.Select(p => p.UserName).ShouldBeUnique();
        firm.People.Select(p => p.Role).Distinct().Order().ShouldBe(["clerk", "manager", "owner", "sales", "service"]);
        foreach (var role in (string[])["owner", "manager", "sales", "service", "clerk"]) firm.People.ShouldContain(p => p.UserName == role && p.Role == role);

        foreach (var customer in new DemoCustomers(firm).Stream())
            if (customer.Owner is { } owner) firm.Sellers[customer.Unit].ShouldContain(owner);
    }

    [Fact]
    public void Everybody_whom_a_visitor_may_sign_in_as_has_work_that_is_overdue_due_and_yet_to_come()
    {
        var firm = new DemoFirm(DemoPlan.Default(Today));
        var tasks = new DemoCustomers(firm).Stream().SelectMany(c => c.Tasks, (customer, task) => (Customer: customer, Task: task)).Where(t => t.Task.DoneAt is null).ToList();

        foreach (var role in (string[])["owner", "manager", "sales", "service", "clerk"])
        {
            var person = firm.People[firm.SignIn(role)!.Value - 1];
            var own = tasks.Where(t => t.Task.Owner == person.No).ToList();
            own.Count.ShouldBeInRange(6, 25, role);
            own.ShouldContain(t => t.Task.DueOn < Today, role);
            own.Count(t => t.Task.DueOn == Today).ShouldBeGreaterThanOrEqualTo(2, role);
            own.ShouldContain(t => t.Task.DueOn > Today, role);
            // Nobody has a task for a customer whom they may not see.
            foreach (var (customer, _) in own)
                (role is "owner" or "manager" or "service" || customer.Owner == person.No || (role == "clerk" && customer.Unit == person.Unit)).ShouldBeTrue($"{role}: {customer.Name}");
        }
    }

    [Fact]
    public void A_dozen_complaints_wait_some_since_hours_and_some_for_weeks()
    {
        var firm = new DemoFirm(DemoPlan.Default(Today));
        var withWaiting = new DemoCustomers(firm).Stream().Where(c => c.Complaints.Exists(p => p.ClosedAt is null)).ToList();
        var waiting = withWaiting.SelectMany(c => c.Complaints).Where(c => c.ClosedAt is null).ToList();

        waiting.Count.ShouldBeInRange(12, 30);
        waiting.ShouldAllBe(c => c.Solution == null && c.Satisfaction == null && c.CompensationMinor == 0);
        waiting.ShouldContain(c => c.ReceivedAt > DemoHistory.At(Today).AddDays(-2));
        waiting.ShouldContain(c => c.ReceivedAt < DemoHistory.At(Today).AddDays(-21));
        waiting.Select(c => c.Cause).Distinct().Count().ShouldBeGreaterThanOrEqualTo(5);
        waiting.ShouldAllBe(c => c.ReceivedAt < DemoHistory.At(Today));
        // The seller and the clerk, who don't see everybody, see some of them too.
        var (seller, clerk) = (firm.SignIn("sales"), firm.People[firm.SignIn("clerk")!.Value - 1]);
        withWaiting.Count(c => c.Owner == seller).ShouldBeGreaterThanOrEqualTo(2);
        withWaiting.Count(c => c.Unit == clerk.Unit).ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public void What_holds_customers_goes_on_without_gaps_and_some_contracts_end_soon()
    {
        var bonds = 0;
        var ending = 0;
        foreach (var customer in Customers(3_000, 30_000))
            for (var i = 0; i < customer.Bonds.Count; i++)
            {
                var bond = customer.Bonds[i];
                bonds++;
                if (bond.Kind.Barrier == "Contractual" && bond.ExpiresOn >= Today && bond.ExpiresOn <= Today.AddDays(60)) ending++;
                bond.FromOn.ShouldBeGreaterThanOrEqualTo(DateOnly.FromDateTime(customer.Orders[0].OrderedAt.DateTime));
                if (bond.Renews is not { } before) continue;
                bond.FromOn.ShouldBe(customer.Bonds[before].ExpiresOn!.Value.AddDays(1));
                bond.Kind.ShouldBe(customer.Bonds[before].Kind);
            }

        bonds.ShouldBeInRange(200, 900);
        ending.ShouldBeGreaterThanOrEqualTo(5);
    }

    private static IEnumerable<DemoCustomer> Customers(int customers, long orders) => new DemoCustomers(new(new(customers, orders, 7, Today))).Stream();

    private static string Fingerprint(DemoPlan plan)
    {
        var all = new StringBuilder();
        var firm = new DemoFirm(plan);
        foreach (var person in firm.People) all.Append(person);
        foreach (var rate in firm.Rates) all.Append(rate.Currency).Append(rate.Nano);
        foreach (var c in new DemoCustomers(firm).Stream())
        {
            all.Append(c.Code).Append(c.Name).Append(c.Phone).Append(c.Email).Append(c.City).Append(c.CreatedAt.UtcTicks).Append(c.Birthday?.DayNumber);
            foreach (var o in c.Orders) all.Append(o.No).Append(o.OrderedAt.UtcTicks).Append(o.TotalMinor);
            foreach (var t in c.Contacts) all.Append(t.Purpose).Append(t.HappenedAt.UtcTicks);
            foreach (var p in c.Complaints) all.Append(p.Summary).Append(p.ReceivedAt.UtcTicks);
            foreach (var t in c.Tasks) all.Append(t.Title).Append(t.DueOn.DayNumber);
        }
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())))[..16];
    }
}
