using Guanxi.Customers;
using Guanxi.Service.Knowledge;
using Guanxi.Service.Requests.Kinds;
using Guanxi.Service.Requests.Queues;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Requests;

internal sealed class RequestTable : ITable
{
    public void Map(ModelBuilder model) => model.Entity<ServiceRequest>(request =>
    {
        request.ToTable("service_request");
        request.HasKey(r => new { r.CustomerId, r.Id });
        request.Property(r => r.Channel).HasConversion<string>().HasMaxLength(20);
        request.Property(r => r.State).HasConversion<string>().HasMaxLength(20);
        request.Property(r => r.Priority).HasConversion<string>().HasMaxLength(20);
        request.Property(r => r.End).HasConversion<string>().HasMaxLength(20).HasColumnName("ended_by");
        request.Property(r => r.Grade).HasMaxLength(20);
        request.Property(r => r.Title).HasMaxLength(200);
        request.Property(r => r.OrderNumber).HasMaxLength(60);
        foreach (var words in new[] { nameof(ServiceRequest.Words), nameof(ServiceRequest.PausedBecause), nameof(ServiceRequest.Solution) }) request.Property(words).HasMaxLength(2000);
        request.HasIndex(r => r.Id);
        request.HasIndex(r => new { r.CustomerId, r.ReceivedAt });
        // The desk: what is due first, in all, in a queue and of mine; what is closed; all.
        request.HasIndex(r => new { r.State, r.DueAt, r.Id });
        request.HasIndex(r => new { r.QueueId, r.State, r.DueAt });
        request.HasIndex(r => new { r.HandlerId, r.State, r.DueAt });
        request.HasIndex(r => new { r.State, r.ClosedAt });
        request.HasIndex(r => new { r.ReceivedAt, r.Id });
        request.HasIndex(r => r.ReceivedOn);
        request.HasIndex(r => r.ChangeStamp);
        request.MayBeImported();
        request.HasOne<Customer>().WithMany().HasForeignKey(r => r.CustomerId).OnDelete(DeleteBehavior.Restrict);
        request.HasOne<RequestKind>().WithMany().HasForeignKey(r => r.KindId).OnDelete(DeleteBehavior.Restrict);
        request.HasOne<ServiceQueue>().WithMany().HasForeignKey(r => r.QueueId).OnDelete(DeleteBehavior.Restrict);
        request.HasOne<Article>().WithMany().HasForeignKey(r => r.ArticleId).OnDelete(DeleteBehavior.Restrict);
    });
}
