using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Customers;

public sealed class CustomerWriterTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task Many_customers_are_written_found_and_removed_again()
    {
        var taken = await app.Registered("先来", c => c.Phone = "13900000007");
        var ids = Enumerable.Range(0, 600).Select(_ => Ids.Next()).ToList();
        var rows = ids.Select((id, i) => new NewCustomer
        {
            Id = id, Code = $"W{i:0000}", Kind = CustomerKind.Individual, Name = i % 2 == 0 ? $"批量{(char)('一' + i)}" : $"Bulk Number{i}", Phone = $"139{i:00000000}", Email = $"Bulk{i}@many.example",
            Country = "CN", CreatedAt = CustomersGiven.Noon, ImportId = 77,
        }).ToList();

        await Turn((writer, db) => writer.Add(db, rows, CustomersGiven.Noon, keysAreFree: false, default));

        (await app.Run(new CustomerList { Q = "批量" })).Value.Total.ShouldBe(new(300, TotalKind.Exact));
        (await app.Names(new() { Q = "number17", Sort = "new" })).ShouldContain("Bulk Number17");
        (await app.Run(new CustomerDetails { Code = "W0599" })).Value.Name.ShouldBe("Bulk Number599");
        // A phone that is another's stays the other's key, and is found all the same.
        (await app.Use(db => db.Set<ContactKey>().SingleAsync(k => k.Kind == ContactKey.Phone && k.Value == "+8613900000007"))).CustomerId.ShouldBe(taken);
        (await app.Names(new() { Q = "13900000007", Sort = "new" })).ShouldBe(["先来", "Bulk Number7"]);
        (await app.Use(db => db.Set<ContactKey>().CountAsync(k => k.Kind == ContactKey.Email))).ShouldBe(600);

        await Turn((writer, db) => writer.Remove(db, [.. ids.Select(i => new Id<Customer>(i))], default));

        (await app.Run(new CustomerList { Q = "批量" })).Value.Rows.ShouldBeEmpty();
        (await app.Names(new() { Q = "13900000007" })).ShouldBe(["先来"]);
        (await app.Use(db => db.Set<ContactKey>().CountAsync(k => k.Kind == ContactKey.Email))).ShouldBe(0);
        (await app.Use(db => db.Set<Tombstone>().CountAsync(t => t.TableName == "customers_customer"))).ShouldBe(600);
    }

    [Fact]
    public async Task What_is_rolled_back_leaves_nothing_in_the_index()
    {
        var broken = async () => await Turn(async (writer, db) =>
        {
            await writer.Add(db, [new() { Id = Ids.Next(), Code = "R1", Kind = CustomerKind.Individual, Name = "回滚客户", CreatedAt = CustomersGiven.Noon }], CustomersGiven.Noon, keysAreFree: false, default);
            throw new InvalidOperationException("halfway");
        });
        await broken.ShouldThrowAsync<InvalidOperationException>();

        (await app.Run(new CustomerList { Q = "回滚" })).Value.Rows.ShouldBeEmpty();
        (await app.Run(new CustomerList { Q = "回滚" })).Value.Total!.Count.ShouldBe(0);
        // The same again goes through: no trace is in the way.
        await Turn((writer, db) => writer.Add(db, [new() { Id = Ids.Next(), Code = "R1", Kind = CustomerKind.Individual, Name = "回滚客户", CreatedAt = CustomersGiven.Noon }], CustomersGiven.Noon, keysAreFree: false, default));
        (await app.Names(new() { Q = "回滚" })).ShouldBe(["回滚客户"]);
    }

    private Task Turn(Func<CustomerWriter, GuanxiDb, Task> work) => app.Use(db =>
        db.Turn(app.Services.GetRequiredService<WriteGate>(), Actor.System, "Test", () => work(app.Services.GetRequiredService<CustomerWriter>(), db), default));
}
