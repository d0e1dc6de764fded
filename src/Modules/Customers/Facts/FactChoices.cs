namespace Guanxi.Customers;

/// <summary>Facts of which one of a few codes is chosen. The text of each is <c>customers.education.master</c>.</summary>
internal static class FactChoices
{
    /// <summary>By name of the field, in the order in which they are offered.</summary>
    public static IReadOnlyDictionary<string, string[]> All { get; } = new Dictionary<string, string[]>
    {
        [nameof(Customer.Gender)] = ["female", "male", "other"],
        [nameof(Customer.Education)] = ["junior", "senior", "college", "bachelor", "master", "doctor"],
        [nameof(Customer.IncomeBand)] = ["to_50k", "to_100k", "to_200k", "to_500k", "above_500k"],
        [nameof(Customer.StaffBand)] = ["to_10", "to_50", "to_200", "to_1000", "above_1000"],
        [nameof(Customer.TurnoverBand)] = ["to_1m", "to_10m", "to_100m", "to_1b", "above_1b"],
    };

    public static string KeyOf(string field, string code) => $"customers.{CustomerFields.Snake(field)}.{code}";
}

/// <summary>A fact's value in words: labels for codes, numbers as people read them. What is masked stays as it is.</summary>
internal static class FactWords
{
    public static string? Say(Texts texts, string field, string? value) => field switch
    {
        _ when value is null || Mask.In(value) => value,
        nameof(Customer.Source) => texts.Find($"customers.source.{value}") ?? value,
        nameof(Customer.Country) => texts.Find($"customers.country.{value.ToLowerInvariant()}") ?? value,
        nameof(Customer.Phone) => Phones.Display(value),
        nameof(Customer.OtherPhones) => Several.Each(value, Phones.Display),
        nameof(Customer.CreditLimit) => decimal.TryParse(value, System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out var limit) ? limit.ToString("N0", System.Globalization.CultureInfo.CurrentCulture) : value,
        nameof(Customer.CreditTermDays) => int.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var days) ? texts["customers.form.days", days] : value,
        _ => FactChoices.All.ContainsKey(field) ? texts.Find(FactChoices.KeyOf(field, value)) ?? value : value,
    };
}
