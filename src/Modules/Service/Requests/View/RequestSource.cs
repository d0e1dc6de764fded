using Guanxi.Customers;
using Guanxi.Data;

namespace Guanxi.Service.Requests.View;

/// <summary>Requests by what they are about, what the customer said and what was done, and by their numbers.</summary>
internal sealed class RequestSource(GuanxiDb db, RecordSearch search, Texts texts) : RecordSource<ServiceRequest>(db, search)
{
    public override SearchKind Kind { get; } = new("service.request", "service.search.requests", "clipboard-list", ServiceRights.Read, 50);

    protected override Id<Customer> CustomerOf(ServiceRequest record) => record.CustomerId;

    protected override TimelineEntry Entry(ServiceRequest record) => RequestTimeline.Entry(record, texts);
}
