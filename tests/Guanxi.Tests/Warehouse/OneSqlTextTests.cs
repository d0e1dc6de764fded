using System.Data.Common;
using System.Globalization;
using Guanxi.Contact.Log;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Retention;
using Guanxi.Retention.Bonds;
using Guanxi.Retention.Losses;
using Guanxi.Retention.WinBack.Cases;
using Guanxi.Sales;
using Guanxi.Service.Complaints;
using Guanxi.Surveys;
using Guanxi.Surveys.Answers;
using Guanxi.Surveys.Questions;
using Guanxi.Tests.Service;
using Guanxi.Value;
using Guanxi.Warehouse;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Guanxi.Tests.Warehouse;

/// <summary>
/// One SQL text for DuckDB and PostgreSQL: every model of the warehouse, and every question that Value asks, gives the same rows on both.
/// What was loaded goes into a schema of its own on the tests' PostgreSQL; there each text runs in the order of the models, and the tables are compared row by row.
/// Seen to fail: with a division of integers, which PostgreSQL cuts off and DuckDB does not.
/// </summary>
[Trait("Row", "INS-1")]
public sealed class OneSqlTextTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private const string Schema = "one_sql_text";
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly Id<Person> Keeper = Id<Person>.New();
    // What a contact, a visit, a gift and a complaint cost, and the share of a referral.
    private static readonly object[] Terms = [150L, 2_000L, 900L, 700L, 0.35m];
    private List<long> products = [];
    private long served;
    private DateTime changed;

    private DataWarehouse Warehouse => app.Services.GetRequiredService<DataWarehouse>();

    [Fact]
    public async Task Every_text_gives_the_same_rows_on_both()
    {
        Assert.SkipUnless(GuanxiApp.Postgres is not null, "needs PostgreSQL: scripts/with-postgres.sh");
        var customers = await Given();
        await Warehouse.Refresh(null, default);
        await using var postgres = await Copied();

        foreach (var model in Warehouse.Models)
        {
            await Run(postgres, $"CREATE {(model.IsView ? "VIEW" : "TABLE")} {model.Name} AS {model.Select}");
            var rows = await Duck($"SELECT * FROM {model.Name}", []);
            if (model.Name is not "fact_complaint") rows.Count.ShouldBeGreaterThan(2, $"{model.Name}: too few rows to prove anything");
            // Tables have no order.
            (await Postgres(postgres, $"SELECT * FROM {model.Name}", [])).Order(StringComparer.Ordinal).ShouldBe(rows.Order(StringComparer.Ordinal), model.Name);
            foreach (var (name, sql) in model.Checks) (await Postgres(postgres, $"SELECT COUNT(*) FROM ({sql}) q", [])).ShouldBe(["0"], $"{model.Name}: {name}");
        }

        // One customer in three may be none of those who are asked about: which id a customer gets is chance. Each text tells of somebody for some of its arguments.
        var (asked, told) = (new HashSet<string>(), new HashSet<string>());
        foreach (var (query, args) in Questions(customers))
        {
            var sql = WarehouseQuery.Of(typeof(ValueModule).Assembly, query).Sql;
            asked.Add(query);
            var rows = await Duck(sql, args);
            if (rows.Count > 0) told.Add(query);
            (await Postgres(postgres, sql, args)).ShouldBe(rows, query);
        }
        told.ShouldBe(asked, ignoreOrder: true);
        foreach (var day in (DateOnly[])[Day.AddDays(60), Day.AddDays(-100)])
        {
            object?[] args = [day, Day.AddDays(-400)];
            var sql = WarehouseQuery.Of(typeof(RetentionModule).Assembly, "win_back_result").Sql;
            var rows = await Duck(sql, args);
            rows.Count.ShouldBeGreaterThan(2);
            (await Postgres(postgres, sql, args)).ShouldBe(rows, "win_back_result");
        }
        foreach (var day in (DateOnly[])[Day, Day.AddDays(-60)])
        {
            object?[] args = [day, Day.AddDays(-180)];
            var sql = WarehouseQuery.Of(typeof(RetentionModule).Assembly, "lost_contact").Sql;
            var rows = await Duck(sql, args);
            rows.Count.ShouldBeGreaterThan(0);
            (await Postgres(postgres, sql, args)).ShouldBe(rows, "lost_contact");
        }
        foreach (var days in (int[])[1, 400])
        {
            object?[] args = [Day.AddDays(60), Day.AddDays(60 - days), 2L];
            var sql = WarehouseQuery.Of(typeof(RetentionModule).Assembly, "satisfaction_fall").Sql;
            var rows = await Duck(sql, args);
            if (days > 1) rows.Count.ShouldBeGreaterThan(0);
            (await Postgres(postgres, sql, args)).ShouldBe(rows, "satisfaction_fall");
        }
        typeof(RetentionModule).Assembly.GetManifestResourceNames().Count(n => n.Contains(".Queries.", StringComparison.Ordinal)).ShouldBe(3, "ask every question");
        typeof(ValueModule).Assembly.GetManifestResourceNames().Where(n => n.Contains(".Queries.", StringComparison.Ordinal)).Select(n => n.Split('.')[^2]).ShouldBe(asked, ignoreOrder: true, "ask every question");
    }

    private IEnumerable<(string Query, object?[] Args)> Questions(IReadOnlyList<Customer> customers)
    {
        foreach (var customer in customers.Take(8))
        {
            yield return ("customer_days", [customer.Id.Value, Day.AddDays(40), 20L, .. Terms]);
            yield return ("customer_lines", [Day.AddDays(40), customer.Id.Value]);
        }
        yield return ("customer_service", [Day.AddDays(60), served, 150L, 2_000L, 900L, 700L]);
        yield return ("customer_referrals", [Day.AddDays(60), customers[0].Id.Value, 0.5m]);
        yield return ("new_customer_cost", [Day.AddDays(60), 90L, 150L, 2_000L, 900L, 700L]);
        yield return ("customer_days", [customers[0].Id.Value, Day.AddDays(40), 2L, 0L, 0L, 0L, 0L, 0m]);
        foreach (var day in (DateOnly[])[Day.AddDays(60), Day.AddDays(10), Day.AddDays(-30)])
        {
            foreach (var oneIn in (long[])[1, 3])
            {
                yield return ("purchase_history", [day, day.AddYears(-1), day.AddDays(-90), day.AddDays(-360), day.AddYears(-2), .. Terms, oneIn]);
                yield return ("next_purchase", [day.AddDays(-90), oneIn, day]);
                yield return ("trial", [day.AddDays(-120), day.AddDays(-60), day, oneIn]);
                yield return ("repeat_days", [day.AddDays(-60), day, oneIn]);
            }
            foreach (var customer in (long[])[0, customers[0].Id.Value]) yield return ("fit_traits", [day, day.AddYears(-1), day.AddYears(-2), customer]);
            foreach (var oneIn in (long[])[1, 2]) yield return ("loyalty_signs", [day, day.AddYears(-2), string.Concat(Enumerable.Range(0, day.DayNumber - day.AddYears(-2).DayNumber).Select(d => d % 3 == 0 ? '1' : '0')), oneIn]);
            yield return ("months", [day]);
            yield return ("prospects", [day, day.AddDays(-90)]);
        }
        yield return ("span", []);
        foreach (var question in BehaviourQuestions(customers)) yield return question;
    }

    private IEnumerable<(string Query, object?[] Args)> BehaviourQuestions(IReadOnlyList<Customer> customers)
    {
        var (until, early) = (Day.AddDays(60), DateOnly.MinValue);
        foreach (object?[] reach in (object?[][])[[1L, 0L, ","], [0L, Keeper.Value, ",0,"]])
        {
            foreach (var months in (long[])[1, 3]) yield return ("cohorts", [until, .. reach, months]);
            yield return ("cohort_customers", [until, .. reach, early, until, early, until, long.MaxValue, until, 1L, 0L, 20L]);
            yield return ("reached_customers", [.. reach]);
            yield return ("purchase_gaps", [until, .. reach]);
            object?[] period = [Day.AddDays(-90), Day.AddDays(-1), Day.AddDays(-90).AddYears(-1), Day.AddDays(-1).AddYears(-1)];
            yield return ("satisfaction_answers", [until, .. reach, Day.AddDays(-90), Day.AddDays(60)]);
            yield return ("satisfaction_customers", [until, .. reach, .. period]);
            yield return ("satisfaction_categories", [until, .. reach, .. period]);
            yield return ("second_purchase", [until, .. reach]);
            foreach (var item in (long[])[1, 2])
                foreach (var basket in (long[])[1, 2]) yield return ("basket_pairs", [until, .. reach, Day.AddYears(-2), item, basket, 2L]);
            yield return ("contact_channels", [until, .. reach, Day.AddYears(-2), 90L]);
            yield return ("contact_paths", [until, .. reach, Day.AddYears(-2), 90L]);
            object?[] days = [until, .. reach, until.AddYears(-1), until.AddYears(-2), until.AddDays(-90), until.AddDays(-100), 150L, 2_000L, 900L, 700L];
            yield return ("scorecard", days);
            yield return ("expected_purchases", [until, .. reach, 2L, until.AddDays(400), early, 0L, 20L]);
            // Before the facts of some were changed, and after it.
            foreach (var moment in (DateTime[])[changed, new(2100, 1, 1)])
            {
                yield return ("scorecard_profile", [moment, .. reach]);
                foreach (var figure in (long[])[1, 2, 3, 4, 5]) yield return ("scorecard_customers", [.. days, figure, figure > 2 ? 1L : 0L, moment, long.MaxValue, long.MaxValue, 20L]);
            }
            foreach (var component in (long[])[1, 2, 3, 4, 5, 6]) yield return ("components", [until, .. reach, .. Terms, 333L, component, 20L]);
        }
        yield return ("next_customers", [until, 1L, 0L, ",", Day.AddYears(-2), 1L, products[0], products[1], products[2], 0L, 0L, 0L, 0L, 0L, 20L]);
        yield return ("next_customers", [until, 0L, Keeper.Value, ",0,", Day.AddYears(-2), 1L, products[1], products[0], products[2], 0L, 0L, 0L, 0L, 0L, 20L]);
        yield return ("customer_items", [until, Day.AddYears(-2), 1L, customers[0].Id.Value]);
    }

    /// <summary>Everything that the texts tell apart: currencies with and without decimals, costs, returns, adjustments, nameless sales, contacts, complaints open and closed.</summary>
    private async Task<IReadOnlyList<Customer>> Given()
    {
        var books = await new Books(app).Of("CNY", 0.37m);
        foreach (var (currency, rate) in ((string, decimal)[])[("USD", 7.123456789m), ("JPY", 0.04821m), ("GBP", 9.0003m)]) await books.Rate(currency, Day.AddDays(-200), rate);
        await books.Rate("USD", Day.AddDays(-20), 6.987654321m);
        Product[] products = [await app.Given(Product.Create("P1", "Tieguanyin", "Tea", new Money(633, "CNY"))), await app.Given(Product.Create("P2", "Sencha", null, new Money(577, "JPY"))), await app.Given(Product.Create("P3", "Cup", "", null))];
        var random = new Random(20260302);
        List<Customer> customers = [];
        while (customers.Count < 25) customers.Add(await books.Customer(customers.Count % 3 > 0 ? Keeper : null));
        foreach (var n in (int[])[5, 6, 7, 9, 12, 20]) await books.Refer(customers[n], customers[n / 6]);
        foreach (var channel in Enum.GetValues<ContactChannel>()) _ = (await app.Run(new LogContact { CustomerId = customers[3].Id, Channel = channel, HappenedAt = At(Day.AddDays(-4)) })).Value;
        served = customers[3].Id.Value;
        this.products = [.. products.Select(p => p.Id.Value)];
        foreach (var customer in customers)
        {
            for (var n = random.Next(1, 7); n > 0; n--)
            {
                var on = Day.AddDays(-random.Next(420));
                var product = random.Next(4) is var p and < 3 ? products[p] : null;
                var currency = ((string[])["CNY", "CNY", "USD", "JPY", "GBP"])[random.Next(5)];
                var sale = await books.Sale(customer, on, currency == "JPY" ? random.Next(1, 90_000) : random.Next(1, 90_000) / 100m, currency, product, quantity: random.Next(1, 9));
                if (random.Next(4) == 0) await books.Return(sale, on.AddDays(random.Next(40)));
            }
            if (random.Next(3) == 0) await books.Adjust(customer, Day.AddDays(random.Next(30)), random.Next(-5000, 5000) / 100m);
            for (var n = random.Next(3); n > 0; n--)
                _ = (await app.Run(new LogContact { CustomerId = customer.Id, HappenedAt = At(Day.AddDays(-random.Next(100))), Minutes = random.Next(2) == 0 ? null : random.Next(90) })).Value;
            if (random.Next(2) == 0) _ = (await app.Run(new LogContact { CustomerId = customer.Id, Direction = ContactDirection.FromCustomer, HappenedAt = At(Day.AddDays(-random.Next(300))) })).Value;
            if (random.Next(2) == 0) await Hold(customer, random);
            if (random.Next(2) == 0)
                _ = (await app.Run(new LogContact { CustomerId = customer.Id, Reach = (ContactReach)(1 + random.Next(4)), HappenedAt = At(Day.AddDays(-random.Next(150))) })).Value;
            if (random.Next(2) == 0) await Complain(customer, random);
            if (random.Next(2) == 0) await app.Given(WinBackCase.Start(customer.Id, null, Actor.System.Id, Actor.System.Id, Day.AddDays(-random.Next(300)), days: 10 + random.Next(90)));
        }
        await Ask(customers, random);
        for (var n = 0; n < 3; n++)
            _ = (await app.Run(new LogContact { CustomerId = (await books.Customer()).Id, HappenedAt = At(Day.AddDays(-5 * n)) })).Value;
        changed = DateTime.SpecifyKind(TimeProvider.System.GetUtcNow().UtcDateTime, DateTimeKind.Unspecified);
        foreach (var customer in customers.Take(9)) await books.Know(customer);
        await Nameless((12_345, "CNY", Day), (-777, "USD", Day.AddDays(-40)), (90_001, "JPY", Day.AddDays(-300)));
        return customers;
    }

    private async Task Hold(Customer customer, Random random)
    {
        var from = Day.AddDays(-random.Next(400));
        await app.Given(Bond.Record(customer.Id, random.Next(2) == 0 ? BondForm.ServiceContract : BondForm.Club, new("Held", Strength.Strong, from, random.Next(2) == 0 ? null : from.AddDays(random.Next(500))), null, Actor.System.Id, At(from)));
        var kind = random.Next(2) == 0 ? LossKind.Competitor : LossKind.Customers;
        await app.Given(Loss.Record(customer.Id, new(from, kind, LossCause.Other, "Said so", null, LossSource.Judgement, null), new(null, null, null, null), Actor.System.Id, At(Day), Day));
    }

    /// <summary>Answers of every kind, with names and without.</summary>
    private async Task Ask(IReadOnlyList<Customer> customers, Random random)
    {
        var survey = Survey.Draft("Asked", Keeper, At(Day));
        var edition = SurveyEdition.First(survey.Id, [.. Enum.GetValues<QuestionKind>().Where(k => k != QuestionKind.Choice).Select((k, i) => new Question { Key = $"q{i}", Kind = k, English = "?" })], At(Day));
        await app.GivenAll<object>([survey, edition]);
        foreach (var customer in customers.Take(18))
        {
            var on = Day.AddDays(-random.Next(120));
            var given = Guanxi.Surveys.Given.Of(edition.Questions, edition.Questions.ToDictionary(q => q.Key, q => random.Next(3) == 0 && q.Key != "q0" ? null : q.IsNumber ? $"{random.Next(q.Bounds.From, q.Bounds.Until + 1)}" : random.Next(2) == 0 ? "Ours" : "Theirs\nOurs"), ["Ours"]);
            // Those of nobody count in whole groups of ten.
            if (random.Next(4) == 0) await app.GivenAll(Enumerable.Range(0, 6).Select(_ => AnonymousAnswer.Of(edition, given, null, "en", on)).ToList());
            else await app.Given(Answer.Of(Invitation.To(customer.Id, survey.Id, Keeper, At(on)), edition, given, "en", At(on), on));
        }
        // Whose satisfaction fell between two answers.
        foreach (var (days, csat, nps) in ((int, string, string)[])[(200, "5", "10"), (1, "2", "3")])
            await app.Given(Answer.Of(Invitation.To(customers[0].Id, survey.Id, Keeper, At(Day.AddDays(-days))), edition,
                Guanxi.Surveys.Given.Of(edition.Questions, edition.Questions.ToDictionary(q => q.Key, q => q.Kind == QuestionKind.Csat ? csat : q.Kind == QuestionKind.Nps ? nps : null), []), "en", At(Day.AddDays(-days)), Day.AddDays(-days)));
    }

    private async Task Complain(Customer customer, Random random)
    {
        var at = At(Day.AddDays(-random.Next(200)));
        var complaint = ComplaintGiven.Open(customer.Id, at, ComplaintCause.Price, "Dear");
        if (random.Next(2) == 0) await app.GivenAll(complaint.Close(at.AddDays(2), random.Next(1, 6), 1 + random.Next(10_000)));
        else await app.Given(complaint);
    }

    private Task Nameless(params (long Minor, string Currency, DateOnly On)[] lines) => app.Use(async db =>
    {
        string[] columns = ["Id", "Number", "Kind", "SoldAt", "SoldOn", "QuantityMilli", "UnitPriceMicro", "AmountMinor", "Currency", "ChangeStamp"];
        var rows = lines.Select((l, i) => new object?[] { Ids.Next(), $"N{i}", "Sale", At(l.On), l.On, 1000L, 0L, l.Minor, l.Currency, Micros.Of(TimeProvider.System.GetUtcNow()) });
        await using var transaction = await db.Database.BeginTransactionAsync();
        await app.Services.GetRequiredService<IDatabase>().Write(db, BulkTarget.For<AnonymousLine>(db, columns), rows, default);
        await transaction.CommitAsync();
    });

    private static DateTimeOffset At(DateOnly on) => new(on.ToDateTime(new(4, 0)), TimeSpan.Zero);

    /// <summary>A connection to a schema that holds what was loaded.</summary>
    private async Task<NpgsqlConnection> Copied()
    {
        var server = new NpgsqlConnectionStringBuilder(await app.Use(db => Task.FromResult(db.Database.GetConnectionString()!))) { SearchPath = Schema, Pooling = false };
        var connection = new NpgsqlConnection(server.ToString());
        await connection.OpenAsync();
        await Run(connection, $"CREATE SCHEMA {Schema}");
        var columns = await Warehouse.Read("SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE table_name LIKE 'raw\\_%' ESCAPE '\\' ORDER BY table_name, column_index", [],
            r => (Table: r.GetString(0), Name: r.GetString(1), Type: r.GetString(2)), default);
        foreach (var table in columns.GroupBy(c => c.Table))
        {
            await Run(connection, $"CREATE TABLE {table.Key} ({string.Join(", ", table.Select(c => $"{c.Name} {(c.Type.StartsWith("ENUM", StringComparison.Ordinal) ? "VARCHAR" : c.Type)}"))})");
            var rows = await Warehouse.Read($"SELECT * FROM {table.Key}", [], r => Enumerable.Range(0, r.FieldCount).Select(i => r.IsDBNull(i) ? null : r.GetValue(i)).ToArray(), default);
            foreach (var row in rows) await Run(connection, $"INSERT INTO {table.Key} VALUES ({string.Join(", ", row.Select((_, i) => $"${i + 1}"))})", row);
        }
        return connection;
    }

    private static async Task Run(NpgsqlConnection connection, string sql, params object?[] args)
    {
        await using var command = Command(connection, sql, args);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<string>> Postgres(NpgsqlConnection connection, string sql, object?[] args)
    {
        await using var command = Command(connection, sql, args);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(Row(reader));
        return rows;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object?[] args)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var arg in args) command.Parameters.Add(new() { Value = arg ?? DBNull.Value });
        return command;
    }

    private Task<IReadOnlyList<string>> Duck(string sql, object?[] args) => Warehouse.Read(sql, args, Row, default);

    /// <summary>Names and values; whole numbers alike however wide, decimals without the zeros at their end.</summary>
    private static string Row(DbDataReader row) => row.FieldCount == 1 && row.GetName(0) is "count" ? Value(row.GetValue(0))
        : string.Join(" | ", Enumerable.Range(0, row.FieldCount).Select(i => $"{row.GetName(i)} {(row.IsDBNull(i) ? "–" : Value(row.GetValue(i)))}"));

    private static string Value(object value) => value switch
    {
        decimal number => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
        DateTime day => DateOnly.FromDateTime(day).ToString("O", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(value is DateOnly ? "O" : null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
