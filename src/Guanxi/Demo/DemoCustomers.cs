using System.Globalization;

namespace Guanxi.Demo;

/// <summary>
/// The demo firm's customers, made one after the other and never held: a million of them with ten million orders pass through a few megabytes.
/// Each comes from its own random stream, so the n-th is the same whoever makes it.
/// </summary>
internal sealed class DemoCustomers
{
    private static readonly (string, string)[] Surnames = DemoWords.All.Spelled("surname");
    private static readonly (string, string)[] Given = DemoWords.All.Spelled("given");
    private static readonly (string, string)[] JapaneseFamilies = DemoWords.All.Spelled("ja-family");
    private static readonly (string, string)[] JapaneseGiven = DemoWords.All.Spelled("ja-given");
    private static readonly (string, string)[] FirmWords = DemoWords.All.Spelled("firm-word");
    private static readonly (string, string)[] FirmTrades = DemoWords.All.Spelled("firm-trade");
    private static readonly string[] FirmForms = DemoWords.All["firm-form"];
    private static readonly string[] Industries = DemoWords.All["industry"];
    private static readonly Weighted<Division> Divisions = new(DemoWords.All.Divisions.Select(d => (d, d.Weight)));
    private static readonly Weighted<ForeignCity> Abroad = new(DemoWords.All.Abroad.Select(c => (c, c.Weight)));
    private static readonly string[] Roads = ["中山路", "人民路", "解放路", "建设路", "文昌路", "和平路", "学院路", "滨江路", "新华路", "青年路"];
    private static readonly Weighted<string> Sources = new([("store", 40), ("referral", 14), ("wechat", 16), ("fair", 7), ("web", 12), ("hotline", 4), ("partner", 4), ("visit", 3)]);
    // China's mobile numbers know no 154, and films use the others.
    private static readonly (string Code, int Numbers, Func<int, string> Number)[] FilmNumbers =
    [
        ("44", 1000, n => Text($"+447700900{n:000}")), ("1", 25_000, n => Text($"+1{201 + n / 100}5550{100 + n % 100}")), ("61", 100, n => Text($"+61491570{n:000}")),
    ];

    private readonly DemoFirm firm;
    private readonly DemoPlan plan;
    private readonly DemoHistory history;
    private readonly Dictionary<string, int> filmNumbersUsed = [];

    public DemoCustomers(DemoFirm firm)
    {
        (this.firm, plan) = (firm, firm.Plan);
        history = new(firm);
    }

    /// <summary>All of them, oldest first.</summary>
    public IEnumerable<DemoCustomer> Stream()
    {
        filmNumbersUsed.Clear();
        var (desk, referrals, links) = (new DemoDesk(firm), new DemoReferrals(plan), new DemoLinks(plan, firm));
        for (var no = 1; no <= plan.Customers; no++)
        {
            var customer = Make(no);
            desk.Deal(customer);
            referrals.Deal(customer);
            links.Deal(customer);
            yield return customer;
        }
    }

    private DemoCustomer Make(int no)
    {
        var nature = history.NatureOf(no);
        var random = DemoRandom.For(plan.Seed, no, purpose: 4);
        var customer = nature.Abroad ? Foreign(no, nature, ref random) : Chinese(no, nature, ref random);
        history.Live(customer, nature);
        DemoContactPeople.Meet(firm, customer);
        return customer;
    }

    private DemoCustomer Chinese(int no, Nature nature, ref DemoRandom random)
    {
        var place = Divisions.Pick(ref random);
        var shops = firm.ShopsByCity.GetValueOrDefault(place.City) ?? firm.ShopsByRegion[place.Region];
        var shop = random.Pick(shops);
        var (name, spelled) = nature.IsPerson ? Person(ref random) : Firm(place, ref random);
        var phone = random.Chance(0.93) ? Text($"+86154{(no * 7919L + 12_345_678) % 100_000_000:00000000}") : null;
        var email = random.Chance(nature.IsPerson ? 0.35 : 0.8)
            ? nature.IsPerson ? Text($"{spelled}{no}@example.com") : Text($"caigou{no}@{spelled}.example") : null;
        return new()
        {
            No = no, Code = CodeOf(no), IsPerson = nature.IsPerson, Name = name, Phone = phone, Email = email,
            WeChat = nature.IsPerson && random.Chance(0.4) ? Text($"wx_{spelled}_{no}") : null,
            Country = "CN", Province = place.Province, City = place.City,
            Address = random.Chance(0.7) ? Text($"{random.Pick(place.Districts)}{random.Pick(Roads)}{1 + random.Below(388)}号") : null,
            Birthday = nature.IsPerson && random.Chance(0.45) ? new DateOnly(1955 + random.Below(50), 1 + random.Below(12), 1 + random.Below(28)) : null,
            CreditCode = nature.IsPerson ? null : CreditCode(no), Industry = nature.IsPerson ? null : random.Pick(Industries),
            Source = Sources.Pick(ref random), Currency = "CNY", Unit = shop,
            Owner = random.Chance(nature.IsPerson ? 0.6 : 0.97) ? random.Pick(firm.Sellers[shop]) : null,
            CreatedAt = nature.CreatedAt, ConfirmedAt = Confirmed(nature, ref random), Behaviour = nature.Behaviour,
        };
    }

    private DemoCustomer Foreign(int no, Nature nature, ref DemoRandom random)
    {
        var city = Abroad.Pick(ref random);
        var (name, spelled) = nature.IsPerson ? ForeignPerson(city.Country, ref random) : ForeignFirm(ref random);
        return new()
        {
            No = no, Code = CodeOf(no), IsPerson = nature.IsPerson, Name = name,
            Phone = FilmNumber(city.DialCode),
            Email = random.Chance(0.9) ? Text($"{spelled}.{no}@example.{(random.Chance(0.5) ? "org" : "net")}") : null,
            Country = city.Country, City = city.City, Industry = nature.IsPerson ? null : "Wholesale",
            Source = random.Chance(0.5) ? "fair" : "web", Currency = city.Currency, Unit = firm.International, Owner = random.Pick(firm.Sellers[firm.International]),
            CreatedAt = nature.CreatedAt, ConfirmedAt = Confirmed(nature, ref random), Behaviour = nature.Behaviour,
        };
    }

    /// <summary>Numbers that are kept free for stories are few: who comes late has none.</summary>
    private string? FilmNumber(string dialCode)
    {
        foreach (var (code, numbers, number) in FilmNumbers)
            if (code == dialCode && filmNumbersUsed.GetValueOrDefault(code) is var used && used < numbers)
            {
                filmNumbersUsed[code] = used + 1;
                return number(used);
            }
        return null;
    }

    private static (string, string) Person(ref DemoRandom random)
    {
        // A few surnames are most people's: the earlier in the list the commoner.
        var (surname, family) = Surnames[(int)(Surnames.Length * random.Share() * random.Share())];
        var (first, one) = random.Pick(Given);
        if (random.Chance(0.22)) return (surname + first, family + one);
        var (second, two) = random.Pick(Given);
        return (surname + first + second, family + one + two);
    }

    private static (string, string) Firm(Division place, ref DemoRandom random)
    {
        var (word, spelled) = random.Pick(FirmWords);
        var (more, spelledMore) = random.Chance(0.5) ? random.Pick(FirmWords) : ("", "");
        var (trade, spelledTrade) = random.Pick(FirmTrades);
        return ($"{place.City.TrimEnd('市')}{word}{more}{trade}{random.Pick(FirmForms)}", $"{spelled}{spelledMore}-{spelledTrade}");
    }

    private static (string, string) ForeignPerson(string country, ref DemoRandom random)
    {
        if (country == "JP")
        {
            var ((family, spelledFamily), (given, spelledGiven)) = (random.Pick(JapaneseFamilies), random.Pick(JapaneseGiven));
            return ($"{family} {given}", $"{spelledGiven}.{spelledFamily}".ToLowerInvariant());
        }
        if (country == "HK")
        {
            var (name, spelled) = Person(ref random);
            return (name, spelled);
        }
        var kind = country is "SG" or "MY" ? "sea" : country is "DE" or "FR" or "NL" or "IT" or "ES" or "NO" ? "eu" : "en";
        var (first, last) = (random.Pick(DemoWords.All[$"{kind}-given"]), random.Pick(DemoWords.All[$"{kind}-family"]));
        return ($"{first} {last}", string.Concat(last.Normalize(System.Text.NormalizationForm.FormD).Where(char.IsAsciiLetter)).ToLowerInvariant());
    }

    private static (string, string) ForeignFirm(ref DemoRandom random) =>
        ($"{random.Pick(DemoWords.All["en-firm-word"])} {random.Pick(DemoWords.All["en-firm-word"])} {random.Pick(DemoWords.All["en-firm-trade"])} {random.Pick(DemoWords.All["en-firm-form"])}", "purchasing");

    private DateTimeOffset? Confirmed(Nature nature, ref DemoRandom random)
    {
        if (!random.Chance(0.6)) return null;
        var days = plan.Today.DayNumber - DateOnly.FromDateTime(nature.CreatedAt.DateTime).DayNumber - 1;
        return days <= 1 ? null : nature.CreatedAt.AddDays(random.Below(days));
    }

    private static string CodeOf(int no) => Text($"C{no:0000000}");

    /// <summary>A unified social credit code with the right check sign; its place 999999 does not exist.</summary>
    private static string CreditCode(int no)
    {
        const string signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        var code = Text($"91999999{no % 1_000_000_000:000000000}");
        int sum = 0, weight = 1;
        foreach (var sign in code)
        {
            sum += signs.IndexOf(sign, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }
        return code + signs[(31 - sum % 31) % 31];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
