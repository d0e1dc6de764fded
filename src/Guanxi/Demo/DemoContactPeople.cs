using System.Globalization;

namespace Guanxi.Demo;

/// <summary>Who is known at the demo firm's organisations, and what else is known of customers beside name and address.</summary>
internal static class DemoContactPeople
{
    private static readonly (string, string)[] Surnames = DemoWords.All.Spelled("surname");
    private static readonly (string, string)[] Given = DemoWords.All.Spelled("given");
    private static readonly string[] Occupations = ["教师", "医生", "设计师", "工程师", "公务员", "会计", "自由职业", "企业主", "退休", "律师"];
    private static readonly string[] Regions = ["华东", "华南", "华北", "西南", "华中", "全国", "本地"];
    private static readonly string[] Staff = ["to_10", "to_50", "to_200", "to_1000", "above_1000"], Turnover = ["to_1m", "to_10m", "to_100m", "to_1b", "above_1b"];
    private static readonly Weighted<string> Attitudes = new([("Supporter", 30), ("Neutral", 34), ("Unknown", 28), ("Opponent", 8)]);

    // Customers' own numbers are made of the numbers below, each once.
    private const long FirstNumber = 50_000_000, MostPerFirm = 4;

    public static void Meet(DemoFirm firm, DemoCustomer customer)
    {
        // A stream of its own: what else happens to the customer is the same with it and without.
        var random = DemoRandom.For(firm.Plan.Seed, customer.No, purpose: 12);
        var chinese = customer.Country == "CN";
        if (customer.IsPerson)
        {
            if (chinese && random.Chance(0.3)) customer.Facts = new() { Gender = random.Chance(0.58) ? "female" : "male", Occupation = random.Pick(Occupations) };
            return;
        }
        var size = random.Below(Staff.Length);
        customer.Facts = new()
        {
            StaffBand = random.Chance(0.7) ? Staff[size] : null, TurnoverBand = random.Chance(0.5) ? Turnover[Math.Clamp(size + random.Below(2) - random.Below(2), 0, Turnover.Length - 1)] : null,
            Region = chinese && random.Chance(0.6) ? random.Pick(Regions) : null, CreditLimit = random.Chance(0.5) ? 10_000L * (1 + random.Below(20)) : null, CreditTermDays = random.Chance(0.5) ? 30 * (1 + random.Below(3)) : null,
        };
        // Of one who never bought the firm may know nobody yet.
        if (customer.Orders.Count == 0 && random.Chance(0.5)) return;
        var posts = chinese ? DemoWords.All.Posts.Chinese : DemoWords.All.Posts.English;
        var many = 1 + random.Below((int)MostPerFirm);
        for (var i = 0; i < many; i++)
        {
            var post = random.Pick(posts);
            if (customer.People.Exists(p => p.Position == post.Position)) continue;
            Add(firm, customer, post, chinese, ref random);
        }
        Order(customer);
    }

    private static void Add(DemoFirm firm, DemoCustomer customer, Post post, bool chinese, ref DemoRandom random)
    {
        var nth = customer.People.Count;
        var (name, spelled) = chinese ? Chinese(ref random) : English(ref random);
        var number = FirstNumber + customer.No * MostPerFirm + nth;
        customer.People.Add(new(name, post.Role, post.Department, post.Position, Attitudes.Pick(ref random),
            chinese && random.Chance(0.85) ? string.Create(CultureInfo.InvariantCulture, $"+86154{(number * 7919L + 12_345_678) % 100_000_000:00000000}") : null,
            random.Chance(chinese ? 0.4 : 0.9) ? string.Create(CultureInfo.InvariantCulture, $"{spelled}.{customer.No}.{nth}@example.com") : null,
            null, customer.Owner ?? random.Pick(firm.Sellers[customer.Unit])));
    }

    // Whoever decides is the others' superior, and stands before them.
    private static void Order(DemoCustomer customer)
    {
        var people = customer.People.OrderBy(p => p.Role == "DecisionMaker" ? 0 : 1).ToList();
        customer.People.Clear();
        foreach (var person in people) customer.People.Add(customer.People.Count > 0 && customer.People[0].Role == "DecisionMaker" ? person with { ReportsTo = 0 } : person);
    }

    private static (string, string) Chinese(ref DemoRandom random)
    {
        var ((surname, family), (first, one), (second, two)) = (Surnames[(int)(Surnames.Length * random.Share() * random.Share())], random.Pick(Given), random.Pick(Given));
        return (surname + first + second, family + one + two);
    }

    private static (string, string) English(ref DemoRandom random)
    {
        var (first, last) = (random.Pick(DemoWords.All["en-given"]), random.Pick(DemoWords.All["en-family"]));
        return ($"{first} {last}", string.Concat(last.Where(char.IsAsciiLetter)).ToLowerInvariant());
    }
}

/// <param name="Role">DecisionMaker, Influencer, User, Buyer, Gatekeeper.</param>
/// <param name="ReportsTo">The superior, by place among the customer's people.</param>
/// <param name="AddedBy">Number of the colleague who knows them.</param>
internal sealed record DemoContactPerson(string Name, string Role, string Department, string Position, string Attitude, string? Phone, string? Email, int? ReportsTo, int AddedBy);

/// <summary>What is known of a customer beside name and address; nothing for most.</summary>
internal sealed record DemoFacts
{
    public string? Gender { get; init; }
    public string? Occupation { get; init; }
    public string? StaffBand { get; init; }
    public string? TurnoverBand { get; init; }
    public string? Region { get; init; }
    public long? CreditLimit { get; init; }
    public int? CreditTermDays { get; init; }
}
