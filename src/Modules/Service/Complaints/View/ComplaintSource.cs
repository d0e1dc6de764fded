using Guanxi.Customers;
using Guanxi.Data;

namespace Guanxi.Service.Complaints.View;

/// <summary>Complaints by what the customer said, what was found out and done, and by their numbers.</summary>
internal sealed class ComplaintSource(GuanxiDb db, RecordSearch search, Texts texts) : RecordSource<Complaint>(db, search)
{
    public override SearchKind Kind { get; } = new("service.complaint", "service.search.complaints", "message-report", ServiceRights.Read, 40);

    protected override Id<Customer> CustomerOf(Complaint record) => record.CustomerId;

    protected override TimelineEntry Entry(Complaint record) => ComplaintTimeline.Entry(record, texts);
}
