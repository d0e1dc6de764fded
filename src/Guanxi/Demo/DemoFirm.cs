using System.Globalization;

namespace Guanxi.Demo;

/// <summary>A firm that trades in tea and things for the home: its units, people, goods and rates. Grows with the number of customers.</summary>
internal sealed class DemoFirm
{
    private static readonly (string Key, string Name)[] Regions =
        [("east", "华东大区"), ("south", "华南大区"), ("north", "华北大区"), ("southwest", "西南大区"), ("central", "华中大区")];

    private static readonly string[] Streets = ["湖滨", "万象", "天街", "来福士", "老城", "大学城", "会展", "江畔", "文创园", "书院", "花市", "东站", "银泰", "环宇", "山语", "古镇"];

    /// <summary>Yuan for one unit, at the start; they drift a little by quarter.</summary>
    private static readonly (string Currency, double Yuan)[] Worth =
        [("USD", 7.15), ("EUR", 7.75), ("GBP", 9.05), ("JPY", 0.0482), ("HKD", 0.915), ("SGD", 5.35), ("CAD", 5.25), ("AUD", 4.72)];

    public DemoFirm(DemoPlan plan)
    {
        Plan = plan;
        AddUnitsAndPeople();
        AddProducts();
        AddRates();
    }

    public DemoPlan Plan { get; }
    public string Name => "青屿茶生活";
    public string BaseCurrency => "CNY";
    public List<DemoUnit> Units { get; } = [];
    public List<DemoPerson> People { get; } = [];
    public List<DemoProduct> Products { get; } = [];
    public List<DemoRate> Rates { get; } = [];

    /// <summary>Shops by city; those of a city without one serve through <see cref="ShopsByRegion"/>.</summary>
    public Dictionary<string, List<int>> ShopsByCity { get; } = [];
    public Dictionary<string, List<int>> ShopsByRegion { get; } = [];
    public int International { get; private set; }

    /// <summary>Who sells and who serves, by unit.</summary>
    public Dictionary<int, List<int>> Sellers { get; } = [];
    public List<int> ServicePeople { get; } = [];

    /// <summary>The one of this role whom a visitor may sign in as; null where there is no such role.</summary>
    public int? SignIn(string role) => People.Find(p => p.UserName == role && p.Role == role)?.No;

    private void AddUnitsAndPeople()
    {
        var random = DemoRandom.For(Plan.Seed, 0, purpose: 1);
        var head = Add(Units, no => new DemoUnit(no, Name, "Firm", null));
        Hire(ref random, "owner", head, "owner");
        Hire(ref random, "manager", head, "manager");
        var desk = Add(Units, no => new DemoUnit(no, "客户服务中心", "Team", head));
        for (var i = 0; i < 4 + Plan.Customers / 20_000; i++) ServicePeople.Add(Hire(ref random, "service", desk, i == 0 ? "service" : null));
        International = Add(Units, no => new DemoUnit(no, "国际业务部", "Team", head));
        Sellers[International] = [.. Enumerable.Range(0, 3 + Plan.Customers / 10_000).Select(_ => Hire(ref random, "sales", International, null))];

        var perShop = Math.Clamp(Plan.Customers / 12, 100, 2500);
        var shops = Math.Clamp(Plan.Customers / perShop, 12, 400);
        var opened = ShareOut(shops);
        foreach (var (key, name) in Regions)
        {
            var region = Add(Units, no => new DemoUnit(no, name, "Region", head));
            Hire(ref random, "manager", region, null);
            ShopsByRegion[key] = [];
            foreach (var division in DemoWords.All.Divisions.Where(d => d.Region == key))
                for (var i = 0; i < opened[division]; i++) OpenShop(ref random, key, division, region, i);
        }
    }

    /// <summary>Shops go to the cities as seats go to parties: each next one where most people are without.</summary>
    private static Dictionary<Division, int> ShareOut(int shops)
    {
        var opened = DemoWords.All.Divisions.ToDictionary(d => d, d => 0);
        foreach (var largest in DemoWords.All.Divisions.GroupBy(d => d.Region).Select(g => g.MaxBy(d => d.Weight)!)) opened[largest] = 1;
        for (var n = opened.Values.Sum(); n < shops; n++) opened[DemoWords.All.Divisions.MaxBy(d => (double)d.Weight / (opened[d] + 1))!]++;
        return opened;
    }

    private void OpenShop(ref DemoRandom random, string regionKey, Division division, int region, int nth)
    {
        var city = division.City.TrimEnd('市');
        var shop = Add(Units, no => new DemoUnit(no, $"{city}{Streets[(division.Weight + nth) % Streets.Length]}{(nth < Streets.Length ? "" : $"{nth / Streets.Length + 1}")}店", "Shop", region));
        ShopsByRegion[regionKey].Add(shop);
        (ShopsByCity.TryGetValue(division.City, out var here) ? here : ShopsByCity[division.City] = []).Add(shop);
        Hire(ref random, "manager", shop, null);
        var first = Sellers.Count == 1;
        Sellers[shop] = [Hire(ref random, "sales", shop, first ? "sales" : null), Hire(ref random, "sales", shop, null)];
        Hire(ref random, "clerk", shop, first ? "clerk" : null);
    }

    private int Hire(ref DemoRandom random, string role, int unit, string? userName)
    {
        var (surname, family) = random.Pick(DemoWords.All.Spelled("surname").Take(60).ToArray());
        var (first, one) = random.Pick(DemoWords.All.Spelled("given"));
        var (second, two) = random.Pick(DemoWords.All.Spelled("given"));
        return Add(People, no => new DemoPerson(no, surname + first + second, userName ?? string.Create(CultureInfo.InvariantCulture, $"{family}{one}{two}{no}"), role, unit));
    }

    private void AddProducts()
    {
        foreach (var cells in DemoWords.All.Goods)
        {
            var (price, cost) = (Number(cells[3]), Number(cells[4]));
            var nth = 0;
            foreach (var variant in cells[5].Split(' ').Select(v => v.Split('=')))
            {
                var listed = (long)(price * Number(variant[1]) * 100);
                listed -= listed % 100;
                nth++;
                Add(Products, no => new DemoProduct(no, $"{cells[0]}-{nth:00}", $"{cells[2]} {variant[0]}", cells[1], listed, (long)(listed * cost / 100)));
            }
        }

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    private void AddRates()
    {
        var random = DemoRandom.For(Plan.Seed, 0, purpose: 2);
        foreach (var (currency, yuan) in Worth)
        {
            var worth = yuan;
            for (var from = Plan.Start; from < Plan.Today; from = from.AddMonths(3))
            {
                Rates.Add(new(currency, from, (long)(worth * 10_000) * 100_000));
                worth *= 1 + (random.Share() - 0.5) * 0.04;
            }
        }
    }

    /// <summary>What a price in fen is in another currency's minor units, at the rate of the start: price lists abroad don't follow every quarter.</summary>
    public static long Abroad(long fen, string currency)
    {
        var yuan = Worth.First(w => w.Currency == currency).Yuan;
        return (long)(fen / yuan * Currencies.MinorPerMajor(currency) / 100);
    }

    private static int Add<T>(List<T> to, Func<int, T> make)
    {
        to.Add(make(to.Count + 1));
        return to.Count;
    }
}
