using Guanxi.Contact.Log;
using Guanxi.Customers;
using Guanxi.Customers.Search;
using Guanxi.Data;
using Guanxi.Demo;
using Guanxi.Service;
using Guanxi.Service.Complaints;
using Guanxi.Tests.Service;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Customers.Finding;

/// <summary>Records by any part of their texts, against the same texts searched naively.</summary>
[Trait("Row", "CUS-7")]
[Trait("Row", "SVC-2")]
public sealed class RecordSearchTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static readonly Actor Everybody = GuanxiApp.Someone();

    [Fact]
    public async Task Every_part_of_every_text_finds_exactly_its_records()
    {
        var random = new Random(5);
        var customer = (await app.Given(CustomersGiven.Customer("Oracle"))).Id;
        var texts = Enumerable.Range(0, 150).Select(_ => new string([.. Enumerable.Range(0, 2 + random.Next(7)).Select(_ => "漏水壶坏退款送货慢"[random.Next(9)])])).ToList();
        var complaints = await app.GivenAll([.. texts.Select(t => ComplaintGiven.Open(customer, CustomersGiven.Noon, words: t))]);

        foreach (var part in texts.SelectMany(Parts).Distinct().OrderBy(_ => random.Next()).Take(400))
            (await Found(part)).Order().ShouldBe(complaints.Where(c => c.Summary.Contains(part, StringComparison.Ordinal)).Select(c => c.Id).Order(), part);
    }

    [Theory]
    [InlineData("kettle")]
    [InlineData("KETT")]
    [InlineData("leak")]
    [InlineData("kettle leaking")]
    [InlineData("leaking kettle")]
    [InlineData("壶嘴")]
    [InlineData("壶嘴 kettle")]
    [InlineData("SO-77120")]
    [InlineData("7712")]
    [InlineData("７７１２０")]
    public async Task Words_digits_and_signs_find_in_any_order_and_case(string typed)
    {
        var customer = (await app.Given(CustomersGiven.Customer("Words"))).Id;
        var complaint = ComplaintGiven.Open(customer, CustomersGiven.Noon, words: "The Kettle is leaking at the spout 壶嘴漏水");
        var said = complaint.Start(new() { OrderNumber = "SO-77120" }, null, ComplaintGiven.Clock(CustomersGiven.Noon));
        await app.GivenAll<object>([complaint, said]);

        (await Found(typed)).ShouldContain(complaint.Id);
        (await Found($"{typed} zither")).ShouldNotContain(complaint.Id);
    }

    [Fact]
    public async Task What_is_written_later_finds_too_and_what_is_deleted_does_not()
    {
        var customer = (await app.Given(CustomersGiven.Customer("Later"))).Id;
        var complaint = await app.Given(ComplaintGiven.Open(customer, CustomersGiven.Noon, words: "哑光釉面起泡"));
        (await Found("烧制温度")).ShouldBeEmpty();

        await Change(complaint.Id, c => { c.Hear(null, Everybody.Id, ComplaintGiven.Clock(CustomersGiven.Noon)); c.Judge(new() { KeyPoints = "烧制温度不够", Cause = ComplaintCause.Product, Verdict = Verdict.Stands }, Everybody.Id, ComplaintGiven.Clock(CustomersGiven.Noon)); });
        (await Found("烧制温度")).ShouldBe([complaint.Id]);
        (await Found("釉面")).ShouldBe([complaint.Id]);

        await app.Use(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Remove(await db.Set<Complaint>().SingleAsync(c => c.Id == complaint.Id));
            await db.Save(Actor.System, "Given", 0, default);
            await transaction.CommitAsync();
        });
        (await Found("釉面")).ShouldBeEmpty();
        (await Indexed("釉面")).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_not_saved_in_the_end_does_not_find()
    {
        var customer = (await app.Given(CustomersGiven.Customer("Undone"))).Id;
        await app.Use(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Add(ComplaintGiven.Open(customer, CustomersGiven.Noon, words: "褪色窗帘"));
            await db.Save(Actor.System, "Given", 0, default);
            await transaction.RollbackAsync();
        });
        (await Indexed("褪色")).ShouldBe(0);
    }

    [Fact]
    public async Task Rows_written_past_EF_Core_find_as_well()
    {
        var customer = (await app.Given(CustomersGiven.Customer("Bulk"))).Id;
        var row = new object?[] { customer.Value, Ids.Next(), 0, Moments.Next(), "Visit", "ToCustomer", "Reached", Id<Person>.New().Value, CustomersGiven.Noon, new DateOnly(2026, 3, 2), null, "谈仓库搬迁", "十月搬到临港", 0 };
        var database = app.Services.GetRequiredService<IDatabase>();
        await app.Use(db => db.Turn(app.Services.GetRequiredService<WriteGate>(), Actor.System, "Given", () => database.Write(db, DemoTables.Contacts, [row], default), default));

        await using var scope = app.Services.CreateAsyncScope();
        foreach (var typed in (string[])["搬迁", "临港", "仓库 十月"])
            (await scope.ServiceProvider.GetRequiredService<RecordSearch>().Find<ContactEntry>(typed, 5, Everybody, default)).ShouldBe([new((long)row[1]!)], typed);
    }

    [Fact]
    public async Task Only_records_of_customers_within_reach_are_found_however_many_others_there_are()
    {
        var seller = GuanxiApp.Someone(Scope.Own, ServiceRights.Read);
        var mine = (await app.Given(CustomersGiven.Customer("Mine", owner: seller.Id))).Id;
        var others = (await app.Given(CustomersGiven.Customer("Others"))).Id;
        var own = await app.Given(ComplaintGiven.Open(mine, CustomersGiven.Noon, words: "雨伞骨折断"));
        await app.GivenAll([.. Enumerable.Range(0, 60).Select(_ => ComplaintGiven.Open(others, CustomersGiven.Noon, words: "雨伞骨折断"))]);

        (await Found("伞骨", seller, 5)).ShouldBe([own.Id]);
        (await Found("伞骨", count: 5)).Count.ShouldBe(5);
    }

    [Fact]
    public async Task The_newest_and_ones_own_are_found_however_common_the_words_are()
    {
        var seller = GuanxiApp.Someone(Scope.Own, ServiceRights.Read);
        var mine = (await app.Given(CustomersGiven.Customer("Mine", owner: seller.Id))).Id;
        var others = (await app.Given(CustomersGiven.Customer("Others"))).Id;
        // More than an index puts in order, some older than what is looked for, some that the index alone has.
        await Crowd("琥珀杯垫开裂", 1, 10_050);
        var own = await app.Given(ComplaintGiven.Open(mine, CustomersGiven.Noon, words: "琥珀杯垫开裂"));
        await Crowd("琥珀杯垫开裂", own.Id.Value + 1, 10);
        var newest = await app.GivenAll([.. Enumerable.Range(0, 3).Select(_ => ComplaintGiven.Open(others, CustomersGiven.Noon, words: "琥珀杯垫开裂"))]);

        (await Found("琥珀", seller, 5)).ShouldBe([own.Id]);
        (await Found("琥珀", count: 3)).ShouldBe(newest.Select(c => c.Id).OrderDescending());
        (await Found("琥珀", count: 5)).ShouldBe([.. newest.Select(c => c.Id).OrderDescending(), own.Id]);
    }

    [Fact]
    public async Task Long_texts_are_found_to_their_end_and_none_pushes_another_out()
    {
        var customer = (await app.Given(CustomersGiven.Customer("Long"))).Id;
        var random = new Random(8);
        string Long(string end) => new string([.. Enumerable.Range(0, 2000 - end.Length).Select(_ => (char)('\u4e00' + random.Next(20_000)))]) + end;
        var complaint = ComplaintGiven.Open(customer, CustomersGiven.Noon, words: Long("紫砂壶"));
        var clock = ComplaintGiven.Clock(CustomersGiven.Noon);
        var said = complaint.Start(new() { Wish = Long("退一赔三") }, null, clock);
        complaint.Hear(null, Everybody.Id, clock);
        complaint.Judge(new() { KeyPoints = Long("泥料配比"), RootCause = Long("窑温失控"), Cause = ComplaintCause.Product, Verdict = Verdict.Stands }, Everybody.Id, clock);
        await app.GivenAll<object>([complaint, said]);

        foreach (var end in (string[])["紫砂壶", "退一赔三", "泥料配比", "窑温失控", "壶", "控"]) (await Found(end)).ShouldContain(complaint.Id, end);
    }

    /// <summary>So many rows of the index itself with these words, from this id on.</summary>
    private Task Crowd(string words, long from, int count) => app.Use(async db =>
    {
        var index = app.Services.GetRequiredService<TokenIndexes>().Of(SearchedTable.All(db)["service_complaint"]);
        await db.Database.OpenConnectionAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await index.Put(db, Enumerable.Range(0, count).Select(i => (from + i, SearchTokens.OfTexts([words]))), fresh: true, default);
        await transaction.CommitAsync();
    });

    private async Task<IReadOnlyList<Id<Complaint>>> Found(string typed, Actor? actor = null, int count = 200)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RecordSearch>().Find<Complaint>(typed, count, actor ?? Everybody, default);
    }

    /// <summary>How many rows the index itself has, whether the records are there or not.</summary>
    private Task<long> Indexed(string typed) => app.Use(db =>
    {
        var index = app.Services.GetRequiredService<TokenIndexes>().Of(SearchedTable.All(db)["service_complaint"]);
        return db.Database.SqlQueryRaw<long>($"SELECT COUNT(*) AS \"Value\" FROM {index.Matching("p0")} m", index.Value(SearchQuery.Parse(typed))).SingleAsync();
    });

    private Task Change(Id<Complaint> id, Action<Complaint> act) => app.Use(async db =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        act(await db.Set<Complaint>().SingleAsync(c => c.Id == id));
        await db.Save(Actor.System, "Given", 0, default);
        await transaction.CommitAsync();
    });

    private static IEnumerable<string> Parts(string text) => from start in Enumerable.Range(0, text.Length) from length in Enumerable.Range(1, Math.Min(5, text.Length - start)) select text.Substring(start, length);
}
