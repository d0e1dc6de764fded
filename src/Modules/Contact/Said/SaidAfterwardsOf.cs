using Guanxi.Customers;

namespace Guanxi.Contact.Said;

/// <summary>What a customer answered afterwards when they were asked about one complaint, request or visit, the newest first.</summary>
[NeedsNoRight("Each module that asks looks at its own right.")]
internal sealed record SaidAfterwardsOf : IQuestion<IReadOnlyList<SaidAfterwards>>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }
    public AskedAbout About { get; init; }

    /// <summary>Of the complaint, request or contact.</summary>
    public long AboutId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(IEnumerable<ISaidAfterwards> asking) : IHandler<SaidAfterwardsOf, IReadOnlyList<SaidAfterwards>>
    {
        public async Task<IReadOnlyList<SaidAfterwards>> Handle(SaidAfterwardsOf request, Actor actor, CancellationToken ct)
        {
            Refuse.If(request.CustomerId.IsNone, "customers.customer.not_found");
            List<SaidAfterwards> said = [];
            foreach (var one in asking) said.AddRange(await one.About(request.About, request.AboutId, request.CustomerId, actor, ct));
            return [.. said.OrderByDescending(s => s.AnsweredAt)];
        }
    }
}
