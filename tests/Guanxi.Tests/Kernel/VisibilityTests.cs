using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Kernel;

[Trait("Row", "RSK-1")]
public sealed class VisibilityTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private readonly Id<Unit> shop = Id<Unit>.New(), sister = Id<Unit>.New(), elsewhere = Id<Unit>.New();
    private readonly Id<Person> me = Id<Person>.New(), colleague = Id<Person>.New();

    [Theory]
    [InlineData(Scope.Own, "mine in my shop|mine elsewhere")]
    [InlineData(Scope.Team, "mine in my shop|mine elsewhere|a colleague's in my shop|nobody's in my shop")]
    [InlineData(Scope.ShopTree, "mine in my shop|mine elsewhere|a colleague's in my shop|nobody's in my shop|a colleague's in the shop below")]
    [InlineData(Scope.All, "mine in my shop|mine elsewhere|a colleague's in my shop|nobody's in my shop|a colleague's in the shop below|a colleague's elsewhere|nobody's nowhere")]
    public async Task Scope_decides_the_same_in_LINQ_and_in_SQL(Scope scope, string expected)
    {
        var names = await Given();
        var actor = GuanxiApp.Someone(scope) with { Id = me, HomeUnit = shop, Units = scope == Scope.ShopTree ? [shop, sister] : [shop] };

        var byLinq = await app.Use(db => db.Set<Customer>().VisibleTo(actor).Select(c => c.Id).ToListAsync());
        var bySql = await app.Use(async db =>
        {
            var connection = db.Database.GetDbConnection();
            await db.Database.OpenConnectionAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT c.id FROM customers_customer c WHERE {actor.VisibleSql("c")}";
            await using var reader = await command.ExecuteReaderAsync();
            var found = new List<Id<Customer>>();
            while (await reader.ReadAsync()) found.Add(new(reader.GetInt64(0)));
            return found;
        });

        byLinq.Where(names.ContainsKey).Select(c => names[c]).ShouldBe(expected.Split('|'), ignoreOrder: true);
        bySql.ShouldBe(byLinq, ignoreOrder: true);
    }

    private async Task<Dictionary<Id<Customer>, string>> Given()
    {
        var names = new Dictionary<Id<Customer>, string>();
        foreach (var (name, owner, unit) in new (string, Id<Person>?, Id<Unit>?)[]
        {
            ("mine in my shop", me, shop), ("mine elsewhere", me, elsewhere), ("a colleague's in my shop", colleague, shop), ("nobody's in my shop", null, shop),
            ("a colleague's in the shop below", colleague, sister), ("a colleague's elsewhere", colleague, elsewhere), ("nobody's nowhere", null, null),
        })
            names[(await app.Given(Customer.Register($"V{Ids.Next()}", CustomerKind.Individual, new CustomerFacts { Name = name }, owner, unit, TimeProvider.System.GetUtcNow()))).Id] = name;
        return names;
    }
}
