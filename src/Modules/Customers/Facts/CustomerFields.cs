using System.Globalization;

namespace Guanxi.Customers;

/// <summary>A fact of a customer, as text: what history, undo, conflict and completeness go by.</summary>
/// <param name="Name">The property, e.g. <c>Phone</c>.</param>
/// <param name="Kind">Whose it is; null for both.</param>
/// <param name="Counts">A customer without it is incomplete.</param>
internal sealed record CustomerField(string Name, Func<Customer, string?> Read, Func<CustomerFacts, string?>? ReadFacts, Action<CustomerFacts, string?>? Write, CustomerKind? Kind = null, bool Counts = false)
{
    /// <summary>Text key of its label: <c>customers.field.phone</c>.</summary>
    public string Key => CustomerFields.KeyOf(Name);
}

internal static class CustomerFields
{
    public static IReadOnlyList<CustomerField> All { get; } =
    [
        Fact(nameof(Customer.Name), c => c.Name, f => f.Name, (f, v) => f.Name = v ?? "", counts: true),
        Fact(nameof(Customer.Phone), c => c.Phone, f => f.Phone, (f, v) => f.Phone = v, counts: true),
        Fact(nameof(Customer.OtherPhones), c => c.OtherPhones, f => f.OtherPhones, (f, v) => f.OtherPhones = v),
        Fact(nameof(Customer.Email), c => c.Email, f => f.Email, (f, v) => f.Email = v, counts: true),
        Fact(nameof(Customer.OtherEmails), c => c.OtherEmails, f => f.OtherEmails, (f, v) => f.OtherEmails = v),
        Fact(nameof(Customer.WeChat), c => c.WeChat, f => f.WeChat, (f, v) => f.WeChat = v),
        Fact(nameof(Customer.Country), c => c.Country, f => f.Country, (f, v) => f.Country = v),
        Fact(nameof(Customer.Province), c => c.Province, f => f.Province, (f, v) => f.Province = v),
        Fact(nameof(Customer.City), c => c.City, f => f.City, (f, v) => f.City = v, counts: true),
        Fact(nameof(Customer.District), c => c.District, f => f.District, (f, v) => f.District = v),
        Fact(nameof(Customer.Address), c => c.Address, f => f.Address, (f, v) => f.Address = v, counts: true),
        Fact(nameof(Customer.Birthday), c => Day(c.Birthday), f => Day(f.Birthday), (f, v) => f.Birthday = Day(v), CustomerKind.Individual, counts: true),
        Fact(nameof(Customer.Gender), c => c.Gender, f => f.Gender, (f, v) => f.Gender = v, CustomerKind.Individual),
        Fact(nameof(Customer.Occupation), c => c.Occupation, f => f.Occupation, (f, v) => f.Occupation = v, CustomerKind.Individual),
        Fact(nameof(Customer.Education), c => c.Education, f => f.Education, (f, v) => f.Education = v, CustomerKind.Individual),
        Fact(nameof(Customer.IncomeBand), c => c.IncomeBand, f => f.IncomeBand, (f, v) => f.IncomeBand = v, CustomerKind.Individual),
        Fact(nameof(Customer.Family), c => c.Family, f => f.Family, (f, v) => f.Family = v, CustomerKind.Individual),
        Fact(nameof(Customer.Interests), c => c.Interests, f => f.Interests, (f, v) => f.Interests = v, CustomerKind.Individual),
        Fact(nameof(Customer.Personality), c => c.Personality, f => f.Personality, (f, v) => f.Personality = v, CustomerKind.Individual),
        Fact(nameof(Customer.CreditCode), c => c.CreditCode, f => f.CreditCode, (f, v) => f.CreditCode = v, CustomerKind.Organisation, counts: true),
        Fact(nameof(Customer.Industry), c => c.Industry, f => f.Industry, (f, v) => f.Industry = v, CustomerKind.Organisation, counts: true),
        Fact(nameof(Customer.StaffBand), c => c.StaffBand, f => f.StaffBand, (f, v) => f.StaffBand = v, CustomerKind.Organisation),
        Fact(nameof(Customer.TurnoverBand), c => c.TurnoverBand, f => f.TurnoverBand, (f, v) => f.TurnoverBand = v, CustomerKind.Organisation),
        Fact(nameof(Customer.Region), c => c.Region, f => f.Region, (f, v) => f.Region = v, CustomerKind.Organisation),
        Fact(nameof(Customer.CreditLimit), c => Number(c.CreditLimit), f => Number(f.CreditLimit), (f, v) => f.CreditLimit = Number(v), CustomerKind.Organisation),
        Fact(nameof(Customer.CreditTermDays), c => Number(c.CreditTermDays), f => Number(f.CreditTermDays), (f, v) => f.CreditTermDays = (int?)Number(v), CustomerKind.Organisation),
        Fact(nameof(Customer.Source), c => c.Source, f => f.Source, (f, v) => f.Source = v, counts: true),
        Fact(nameof(Customer.SourceDetail), c => c.SourceDetail, f => f.SourceDetail, (f, v) => f.SourceDetail = v),
        Fact(nameof(Customer.ConsentEvidence), c => c.ConsentEvidence, f => f.ConsentEvidence, (f, v) => f.ConsentEvidence = v),
        Fact(nameof(Customer.ConsentOn), c => Day(c.ConsentOn), f => Day(f.ConsentOn), (f, v) => f.ConsentOn = Day(v)),
        Fact(nameof(Customer.Note), c => c.Note, f => f.Note, (f, v) => f.Note = v),
        new(nameof(Customer.OwnerId), c => c.OwnerId?.ToString(), null, null, Counts: true),
        new(nameof(Customer.UnitId), c => c.UnitId?.ToString(), null, null),
        new(nameof(Customer.ReferredById), c => c.ReferredById?.ToString(), null, null),
    ];

    public static CustomerField? Find(string name) => All.FirstOrDefault(f => f.Name == name);

    public static string KeyOf(string name) => $"customers.field.{Snake(name)}";

    private static CustomerField Fact(string name, Func<Customer, string?> read, Func<CustomerFacts, string?> readFacts, Action<CustomerFacts, string?> write, CustomerKind? kind = null, bool counts = false) =>
        new(name, read, readFacts, write, kind, counts);

    private static string? Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? Number(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture);

    private static decimal? Number(string? text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    internal static string Snake(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}

/// <summary>How much of what the firm wants to know of a customer it knows.</summary>
/// <param name="Share">In [0, 1].</param>
/// <param name="Missing">Names of the fields to ask for, the most useful first.</param>
public sealed record Completeness(double Share, IReadOnlyList<string> Missing)
{
    public static Completeness Of(Customer customer)
    {
        var wanted = CustomerFields.All.Where(f => f.Counts && (f.Kind is null || f.Kind == customer.Kind) && (f.Name != nameof(Customer.CreditCode) || CreditCodes.IsGivenIn(customer.Country))).ToList();
        var missing = wanted.Where(f => string.IsNullOrEmpty(f.Read(customer))).Select(f => f.Name).ToList();
        return new((wanted.Count - missing.Count) / (double)wanted.Count, missing);
    }
}
