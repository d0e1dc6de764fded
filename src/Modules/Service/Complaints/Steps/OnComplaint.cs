using Guanxi.Customers;

namespace Guanxi.Service.Complaints.Steps;

/// <summary>What every act on one complaint says: whose, and which.</summary>
public abstract record OnComplaint : IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; set; }
    public Id<Complaint> ComplaintId { get; set; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;
}
