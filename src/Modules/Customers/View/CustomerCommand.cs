using System.CommandLine;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Customers;

/// <summary><c>guanxi customer CODE [--as-of yyyy-MM-dd] --json</c>: all that is known of one customer.</summary>
internal static class CustomerCommand
{
    public static Command Of(CommandHost host)
    {
        var code = new Argument<string>("code") { Description = "The firm's number for the customer" };
        var asOf = new Option<DateOnly?>("--as-of")
        {
            Description = "As it was known at the end of this day (yyyy-MM-dd)",
            CustomParser = given =>
            {
                if (DateOnly.TryParseExact(given.Tokens.SingleOrDefault()?.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
                given.AddError("--as-of yyyy-MM-dd");
                return null;
            },
        };
        var command = new Command("customer", "Show all that is known of one customer") { code, asOf };
        command.SetAction((parsed, ct) => host.Run(parsed,
            (services, stop) => services.GetRequiredService<UseCases>().Run(new CustomerDetails { Code = parsed.GetValue(code), AsOf = parsed.GetValue(asOf) }, Actor.System, stop), Say, ct));
        return command;
    }

    private static string Say(Texts texts, CustomerDetail customer)
    {
        var text = new StringBuilder().Append(customer.Code).Append(' ').AppendLine(customer.Name);
        foreach (var (field, value) in customer.Facts)
            if (value is not null && field is not nameof(Customer.Name)) text.Append("  ").Append(texts[CustomerFields.KeyOf(field)]).Append(": ").AppendLine(Said(field, value));
        return text.ToString().TrimEnd();

        string Said(string field, string value) => field switch
        {
            nameof(Customer.OwnerId) => customer.OwnerName ?? value,
            nameof(Customer.UnitId) => customer.UnitName ?? value,
            nameof(Customer.Source) => texts.Find($"customers.source.{value}") ?? value,
            nameof(Customer.Country) => texts.Find($"customers.country.{value.ToLowerInvariant()}") ?? value,
            nameof(Customer.Phone) => Phones.Display(value),
            _ => value,
        };
    }
}
