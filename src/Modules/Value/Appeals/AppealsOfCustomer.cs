using Guanxi.Customers;
using Guanxi.Http;

namespace Guanxi.Value.Appeals;

/// <summary>The appeals on the customer whose page is made, asked for once by all the cards that show some.</summary>
internal sealed class AppealsOfCustomer(Asker asker)
{
    private Task<IReadOnlyList<AppealRow>>? found;

    public Task<IReadOnlyList<AppealRow>> Of(Id<Customer> customer) => found ??= Ask(customer);

    private async Task<IReadOnlyList<AppealRow>> Ask(Id<Customer> customer) => await asker.Run(new AppealList { CustomerId = customer }) is { Ok: true } answer ? answer.Value.Appeals : [];
}
