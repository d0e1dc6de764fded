using System.CommandLine;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Customers;

/// <summary><c>guanxi customer CODE [--as-of yyyy-MM-dd] --json</c>: all that is known of one customer.</summary>
internal static class CustomerCommand
{
    public static Command Of(CommandHost host)
    {
        var (code, asOf) = (new Argument<string>("CODE"), host.Day("--as-of"));
        var command = new Command("customer") { code, asOf };
        command.SetAction((parsed, ct) => host.Run(parsed,
            (services, stop) => services.GetRequiredService<UseCases>().Run(new CustomerDetails { Code = parsed.GetValue(code), AsOf = parsed.GetValue(asOf) }, Actor.System, stop), Say, ct));
        return command;
    }

    private static string Say(Texts texts, CustomerDetail customer)
    {
        var text = new StringBuilder().Append(customer.Code).Append(' ').AppendLine(customer.Name);
        foreach (var (field, value) in customer.Facts)
            if (value is not null && field is not nameof(Customer.Name)) Line(texts[CustomerFields.KeyOf(field)], Said(field, value));
        // Whose a customer is, is worth a line even where it is nobody.
        if (customer[nameof(Customer.OwnerId)] is null) Line(texts[CustomerFields.KeyOf(nameof(Customer.OwnerId))], texts["customers.view.without_owner"]);
        var known = customer.Aspects.Values.OfType<IInWords>().ToList();
        foreach (var (label, said) in known.SelectMany(k => k.InWords(texts))) Line(label, said);
        if (known.Count == 0) text.Append("  ").AppendLine(texts["customers.command.no_standing"]);
        return text.ToString().TrimEnd();

        void Line(string label, string said) => text.Append("  ").Append(label).Append(label.EndsWith('.') ? " " : ": ").AppendLine(said);

        string Said(string field, string value) => field switch
        {
            nameof(Customer.OwnerId) => customer.OwnerName ?? value,
            nameof(Customer.UnitId) => customer.UnitName ?? value,
            _ => FactWords.Say(texts, field, value) ?? value,
        };
    }
}
