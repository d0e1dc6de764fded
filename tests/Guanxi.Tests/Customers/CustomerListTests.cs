using Guanxi.Customers;
using Guanxi.Staff;

namespace Guanxi.Tests.Customers;

[Trait("Row", "CUS-7")]
public sealed class CustomerListTests(GuanxiApp app) : IClassFixture<GuanxiApp>, IAsyncLifetime
{
    private static readonly string[] Everybody = ["张三", "张伟", "李四", "曾国藩", "阿明", "Bella Smith", "张记茶庄", "云岭茶叶有限公司", "单小英", "O'Brien Trading"];
    private static readonly SemaphoreSlim Making = new(1, 1);
    private static GuanxiApp? filled;

    public async ValueTask InitializeAsync()
    {
        await Making.WaitAsync();
        try
        {
            if (ReferenceEquals(filled, app)) return;
            for (var i = 0; i < Everybody.Length; i++)
            {
                var id = await app.Registered(Everybody[i], c =>
                {
                    c.Kind = i is 6 or 7 or 9 ? CustomerKind.Organisation : CustomerKind.Individual;
                    c.Phone = $"+861380013{8000 + i}";
                    c.Email = $"someone{i}@firm{i}.example";
                    c.Source = i % 2 == 0 ? "store" : "web";
                    c.Country = i is 5 or 9 ? "GB" : "CN";
                    c.Tags = i < 2 ? "老客户，VIP" : null;
                });
                // Two were entered after the last insight run.
                if (i < 8) await app.Face(id, i == 0 ? "major" : "ordinary", i == 0 ? "green" : "yellow", i == 2 ? "lost" : "maturity", value: i % 3 * 1000, risk: i == 3 ? 500 : 0, last: i == 4 ? null : new DateOnly(2026, 1, 1 + i));
            }
            filled = app;
        }
        finally { Making.Release(); }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_newest_come_first() => (await app.Walk(new(), 3)).ShouldBe(Everybody.Reverse());

    [Theory]
    [InlineData("name", "阿明,Bella Smith,李四,O'Brien Trading,单小英,云岭茶叶有限公司,曾国藩,张记茶庄,张三,张伟")]
    [InlineData("-name", "张伟,张三,张记茶庄,曾国藩,云岭茶叶有限公司,单小英,O'Brien Trading,李四,Bella Smith,阿明")]
    [InlineData("new", "张三,张伟,李四,曾国藩,阿明,Bella Smith,张记茶庄,云岭茶叶有限公司,单小英,O'Brien Trading")]
    [InlineData("-value", "Bella Smith,李四,云岭茶叶有限公司,阿明,张伟,张记茶庄,曾国藩,张三,O'Brien Trading,单小英")]
    [InlineData("value", "张三,曾国藩,张记茶庄,张伟,阿明,云岭茶叶有限公司,李四,Bella Smith,O'Brien Trading,单小英")]
    [InlineData("-risk", "曾国藩,云岭茶叶有限公司,张记茶庄,Bella Smith,阿明,李四,张伟,张三,O'Brien Trading,单小英")]
    [InlineData("-last", "云岭茶叶有限公司,张记茶庄,Bella Smith,曾国藩,李四,张伟,张三,O'Brien Trading,单小英,阿明")]
    public async Task Every_order_walks_forward_and_back(string sort, string names)
    {
        foreach (var page in (int[])[1, 3, 4, 20]) (await app.Walk(new() { Sort = sort }, page)).ShouldBe(names.Split(','), $"{sort} by {page}");
    }

    [Fact]
    public async Task Who_is_called_so_from_the_beginning_comes_before_who_has_it_within()
    {
        (await app.Walk(new() { Q = "张" }, 2)).ShouldBe(["张记茶庄", "张伟", "张三"]);
        (await app.Walk(new() { Q = "茶" }, 1)).ShouldBe(["云岭茶叶有限公司", "张记茶庄"]);
        (await app.Walk(new() { Q = "茶叶" }, 1)).ShouldBe(["云岭茶叶有限公司"]);
    }

    [Theory]
    [InlineData("zhangsan", "张三")]
    [InlineData("zs", "张三")]
    [InlineData("zengg", "曾国藩")]
    [InlineData("shanxiao", "单小英")]
    [InlineData("13800138004", "阿明")]
    [InlineData("+86 138 0013 8004", "阿明")]
    [InlineData("138004", "阿明")]
    [InlineData("SOMEONE4@firm4.example", "阿明")]
    [InlineData("someone4", "阿明")]
    [InlineData("firm4", "阿明")]
    [InlineData("smith", "Bella Smith")]
    [InlineData("mith", "Bella Smith")]
    [InlineData("obrien", "O'Brien Trading")]
    [InlineData("云岭 茶叶", "云岭茶叶有限公司")]
    [InlineData("C0000002", "张伟")]
    public async Task One_is_found_by_anything_that_one_is_known_by(string typed, string name)
    {
        var found = (await app.Run(new CustomerList { Q = typed })).Value;

        found.Rows.Select(r => r.Name).ShouldBe([name]);
        found.Total.ShouldBe(new(1, TotalKind.Exact));
    }

    [Fact]
    public async Task Search_filters_and_order_go_together()
    {
        (await app.Names(new() { Q = "张", Kind = CustomerKind.Organisation })).ShouldBe(["张记茶庄"]);
        (await app.Walk(new() { Q = "张", Sort = "name" }, 1)).ShouldBe(["张记茶庄", "张三", "张伟"]);
        (await app.Walk(new() { Q = "张", Sort = "-value" }, 1)).ShouldBe(["张伟", "张记茶庄", "张三"]);
        (await app.Names(new() { Q = "张", Grade = "major" })).ShouldBe(["张三"]);
        (await app.Names(new() { Q = "zhang", Tag = "VIP", Sort = "name" })).ShouldBe(["张三", "张伟"]);
    }

    [Fact]
    public async Task Filters_narrow()
    {
        (await app.Names(new() { Kind = CustomerKind.Organisation, Sort = "name" })).ShouldBe(["O'Brien Trading", "云岭茶叶有限公司", "张记茶庄"]);
        (await app.Names(new() { Grade = "major" })).ShouldBe(["张三"]);
        (await app.Names(new() { Stage = "lost", Sort = "-value" })).ShouldBe(["李四"]);
        (await app.Names(new() { Colour = "green", Sort = "name" })).ShouldBe(["张三"]);
        (await app.Names(new() { AtRisk = true, Sort = "-risk" })).ShouldBe(["曾国藩"]);
        (await app.Names(new() { Country = "GB", Sort = "name" })).ShouldBe(["Bella Smith", "O'Brien Trading"]);
        (await app.Names(new() { Source = "web", Sort = "new" })).ShouldBe(["张伟", "曾国藩", "Bella Smith", "云岭茶叶有限公司", "O'Brien Trading"]);
        (await app.Names(new() { Tag = "老客户", Sort = "name" })).ShouldBe(["张三", "张伟"]);
        (await app.Names(new() { Tag = "nobody" })).ShouldBeEmpty();
        (await app.Run(new CustomerList { Source = "web" })).Value.Total.ShouldBe(new(5, TotalKind.Exact));
    }

    [Theory]
    [InlineData("'); DROP TABLE customers_customer; --")]
    [InlineData("\"*\" OR ^ NEAR(")]
    [InlineData("\uD800")]
    [InlineData("!!!")]
    [InlineData("% _ [a-z]")]
    public async Task Nothing_typed_breaks_the_list(string typed)
    {
        (await app.Run(new CustomerList { Q = typed })).Ok.ShouldBeTrue();
        (await app.Run(new CustomerList { Q = typed, Sort = "-value" })).Ok.ShouldBeTrue();
        (await app.Run(new CustomerList { Grade = Short(typed), Source = typed, Tag = typed, Country = typed, Owner = Short(typed), Sort = "nonsense", After = "x.y" })).Ok.ShouldBeTrue();
    }

    private static string Short(string typed) => typed[..Math.Min(typed.Length, 20)];

    [Fact]
    public async Task A_place_whose_customer_is_gone_begins_anew()
    {
        (await app.Run(new CustomerList { Sort = "name", After = "0.42", Count = 1 })).Value.Rows.ShouldHaveSingleItem().Name.ShouldBe("阿明");
    }
}

/// <summary>Who sees whom, in every list, count and search.</summary>
[Trait("Row", "RSK-1")]
public sealed class CustomerScopeTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static readonly string[] Reads = [CustomersRights.Read];

    [Fact]
    public async Task Everybody_sees_just_their_own_in_lists_counts_and_searches()
    {
        var shop = (await app.Run(new OpenUnit { Name = "湖滨店", Kind = UnitKind.Shop })).Value;
        var other = (await app.Run(new OpenUnit { Name = "静安店", Kind = UnitKind.Shop })).Value;
        var (me, colleague, stranger) = (Id<Person>.New(), Id<Person>.New(), Id<Person>.New());
        await app.Known(CustomersGiven.Customer("林我", owner: me, unit: shop));
        await app.Known(CustomersGiven.Customer("林同事", owner: colleague, unit: shop));
        var theirs = await app.Known(CustomersGiven.Customer("林别店", owner: stranger, unit: other));
        foreach (var (scope, units, sees) in new[]
        {
            (Scope.Own, Array.Empty<Id<Unit>>(), new[] { "林我" }), (Scope.Team, [shop], ["林同事", "林我"]), (Scope.ShopTree, [shop, other], ["林别店", "林同事", "林我"]),
            (Scope.ShopTree, [shop, new(5), new(6), new(7)], ["林同事", "林我"]), (Scope.All, [], ["林别店", "林同事", "林我"]),
        })
        {
            var actor = GuanxiApp.Someone(scope, [.. Reads, "value.read"]) with { Id = me, Units = units };
            foreach (var list in new CustomerList[] { new(), new() { Q = "林" }, new() { Q = "lin" }, new() { Q = "林", Sort = "-new" }, new() { Sort = "-value" }, new() { Kind = CustomerKind.Individual } })
            {
                var found = (await app.Run(list, actor)).Value;
                // Tests beside this one have customers of nobody, whom only those see who see all.
                found.Rows.Select(r => r.Name).Where(n => scope != Scope.All || n[0] == '林').Order(StringComparer.Ordinal).ShouldBe(sees.Order(StringComparer.Ordinal), $"{scope} {list}");
                if (scope != Scope.All) found.Total!.Count.ShouldBe(sees.Length);
            }
            (await app.Names(new() { Q = theirs.Code }, actor)).ShouldBe(sees.Contains("林别店") ? ["林别店"] : []);
            (await app.Run(new CustomerDetails { CustomerId = theirs.Id }, actor)).Ok.ShouldBe(sees.Contains("林别店"));
            (await app.Run(new CustomerDetails { Code = theirs.Code }, actor)).Ok.ShouldBe(sees.Contains("林别店"));
            (await app.Run(new CustomerTimeline { CustomerId = theirs.Id }, actor)).Ok.ShouldBe(sees.Contains("林别店"));
            (await app.Run(new FieldHistory { CustomerId = theirs.Id }, actor)).Ok.ShouldBe(sees.Contains("林别店"));
        }
    }

    [Fact]
    public async Task Who_is_given_away_is_found_by_the_new_owner_alone()
    {
        var (giver, taker) = (Id<Person>.New(), (await app.Run(new Hire { Name = "周接手", UserName = "taker", Role = "sales" })).Value);
        var customer = await app.Given(CustomersGiven.Customer("蔡转手", owner: giver));
        Actor Own(Id<Person> id) => GuanxiApp.Someone(Scope.Own, Reads) with { Id = id };
        (await app.Names(new() { Q = "蔡转手" }, Own(giver))).ShouldBe(["蔡转手"]);

        (await app.Run(new AssignCustomer { CustomerId = customer.Id, OwnerId = taker })).Ok.ShouldBeTrue();

        (await app.Names(new() { Q = "蔡转手" }, Own(giver))).ShouldBeEmpty();
        (await app.Names(new() { Q = "蔡转手" }, Own(taker))).ShouldBe(["蔡转手"]);
    }

    [Fact]
    public async Task Units_below_the_one_asked_for_belong_to_it()
    {
        var region = (await app.Run(new OpenUnit { Name = "华东", Kind = UnitKind.Region })).Value;
        var shop = (await app.Run(new OpenUnit { Name = "外滩店", Kind = UnitKind.Shop, ParentId = region })).Value;
        await app.Given(CustomersGiven.Customer("外滩客", unit: shop));
        await app.Given(CustomersGiven.Customer("无部门客"));

        (await app.Names(new() { Unit = region })).ShouldBe(["外滩客"]);
        (await app.Names(new() { Unit = shop, Sort = "name" })).ShouldBe(["外滩客"]);
        (await app.Names(new() { Unit = new(42) })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Personal_data_is_masked_without_the_right()
    {
        var id = await app.Registered("钱隐私", c => (c.Phone, c.Email, c.WeChat, c.Address, c.IdNumber) = ("+8613912345678", "qian@tea.example", "qianwx", "西湖区龙井路1号", "11010519491231002X"));
        var clerk = GuanxiApp.Someone(Scope.All, CustomersRights.Read, CustomersRights.Edit);

        var row = (await app.Run(new CustomerList { Q = "钱隐私" }, clerk)).Value.Rows.Single();
        row.Phone.ShouldBe("139 **** 5678");
        row.Email.ShouldBe("q****@tea.example");
        var detail = (await app.Run(new CustomerDetails { CustomerId = id }, clerk)).Value;
        detail["Phone"].ShouldBe("139 **** 5678");
        detail["WeChat"].ShouldBe("qi****");
        detail["Address"].ShouldBe("西湖****");
        detail.IdNumber.ShouldBe("1101**********002X");

        // What comes back masked from a form changes nothing.
        (await app.Run(new ChangeCustomer { CustomerId = id, Version = detail.Version, Name = "钱公开", Phone = detail["Phone"], Email = detail["Email"], WeChat = detail["WeChat"], Address = detail["Address"], IdNumber = detail.IdNumber }, clerk)).Ok.ShouldBeTrue();
        var after = (await app.Run(new CustomerDetails { CustomerId = id })).Value;
        (after.Name, after["Phone"], after["WeChat"], after["Address"], after.IdNumber).ShouldBe(("钱公开", "+8613912345678", "qianwx", "西湖区龙井路1号", "11010519491231002X"));
        (await app.Run(new FieldHistory { CustomerId = id }, clerk)).Value.ShouldAllBe(c => c.Field == "Name");
    }
}
