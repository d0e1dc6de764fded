namespace Guanxi;

/// <summary>The kernel's own tables, texts and use-cases (jobs). First in the host's list.</summary>
public sealed class KernelModule : Module
{
    public override string Name => "kernel";
    public override IEnumerable<string> Rights => [KernelRights.Personal, KernelRights.Settings];
}
