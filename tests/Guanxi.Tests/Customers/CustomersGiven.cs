using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Customers;

/// <summary>What tests of customers start from.</summary>
internal static class CustomersGiven
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);
    private static int codes;

    public static Customer Customer(string name, CustomerKind kind = CustomerKind.Individual, Id<Person>? owner = null, Id<Unit>? unit = null, string? phone = null, string? email = null,
        string? source = null, string? country = null) =>
        Guanxi.Customers.Customer.Register($"T{Interlocked.Increment(ref codes):00000}", kind, new() { Name = name, Phone = phone, Email = email, Source = source, Country = country }, owner, unit, Noon);

    public static Task<Id<Customer>> Registered(this GuanxiApp app, string name, Action<RegisterCustomer>? with = null, Actor? actor = null)
    {
        var request = new RegisterCustomer { Name = name };
        with?.Invoke(request);
        return Register(app, request, actor);
    }

    private static async Task<Id<Customer>> Register(GuanxiApp app, RegisterCustomer request, Actor? actor) => (await app.Run(request, actor)).Value;

    /// <summary>A customer of someone, with the key of its code.</summary>
    public static async Task<Customer> Known(this GuanxiApp app, Customer customer)
    {
        await app.Given(customer);
        await app.Given(ContactKey.Of(ContactKey.Code, customer.Code, customer.Id));
        return customer;
    }

    /// <summary>As an insight run writes it.</summary>
    public static Task Face(this GuanxiApp app, Id<Customer> customer, string grade = "ordinary", string colour = "yellow", string stage = "maturity", long value = 0, long risk = 0, DateOnly? last = null, double? churn = null) =>
        app.Use(async db =>
        {
            var database = app.Services.GetRequiredService<IDatabase>();
            await db.Turn(app.Services.GetRequiredService<WriteGate>(), Actor.System, "Given", () => database.Write(db, BulkTarget.For<CustomerFace>(db,
            [
                nameof(CustomerFace.CustomerId), nameof(CustomerFace.Grade), nameof(CustomerFace.Colour), nameof(CustomerFace.Stage), nameof(CustomerFace.ValueMinor), nameof(CustomerFace.RiskMinor),
                nameof(CustomerFace.LastPurchaseOn), nameof(CustomerFace.Churn), nameof(CustomerFace.AsOf),
            ], upsert: true), [[customer.Value, grade, colour, stage, value, risk, last, churn, new DateOnly(2026, 3, 1)]], default), default);
        });

    public static async Task<IReadOnlyList<string>> Names(this GuanxiApp app, CustomerList list, Actor? actor = null) => [.. (await app.Run(list, actor)).Value.Rows.Select(r => r.Name)];

    /// <summary>Walks the list forward to its end and back to its beginning; both must say the same.</summary>
    public static async Task<IReadOnlyList<string>> Walk(this GuanxiApp app, CustomerList list, int page, Actor? actor = null)
    {
        var forward = new List<string>();
        var at = (await app.Run(list with { Count = page }, actor)).Value;
        at.Previous.ShouldBeNull();
        while (true)
        {
            forward.AddRange(at.Rows.Select(r => r.Name));
            if (at.Next is not { } next) break;
            at = (await app.Run(list with { Count = page, After = next }, actor)).Value;
        }
        var back = at.Rows.Select(r => r.Name).ToList();
        while (at.Previous is { } previous)
        {
            at = (await app.Run(list with { Count = page, Before = previous }, actor)).Value;
            back.InsertRange(0, at.Rows.Select(r => r.Name));
        }
        back.ShouldBe(forward);
        return forward;
    }
}
