using EventOps.Domain.Meetups;
using NodaTime;

namespace EventOps.Browser.Tests.Samples;

/// <summary>An afternoon online with seven talks, ten speakers and six decks; its agenda named no times.</summary>
internal static class OpenDay
{
    private const string Decks = "https://decks.example.org/2021/";

    public static Story Tell() => People(new Story("sofastack", "sofa-meetup-13")
            .Scheduled(
                "【活动回顾】《WebAssembly Open Day》", new(2021, 12, 18, 13, 0), new LocalDateTime(2021, 12, 18, 17, 0), "Asia/Shanghai",
                "zh", "SOFA x 字节码联盟 WAMR 社区「WebAssembly Open Day」", series: "SOFA Meetup", tags: ["SOFA", "WebAssembly"],
                cover: "https://pictures.example.org/cover.png", stream: "https://live.example.org/13"))
        .Talk("1", "字节码联盟与 WAMR 开源社区进展介绍", ["王鑫", "杨斌", "Till", "Ralph"], kind: TalkKind.Talk)
        .Talk("2", "蚂蚁集团 WASM 编译器虚拟机基础能力建设", ["汤伟"],
            "作为面向蚂蚁的编译器与虚拟机平台团队，针对**开发效率**、性能与生态，说明技术选型，并探索编译器与虚拟机协同设计的空间。",
            ["了解 WebAssembly 在蚂蚁业务场景中的需求，以及编译器与虚拟机能力建设上的探索。"])
        .Talk("3", "WebAssembly Micro Runtime 开源技术解析与展望", ["何良"],
            "介绍 WebAssembly Micro Runtime（WAMR）的技术特性、发展历程与路线图：\n\n- 不同的运行模式适应不同的资源水平\n- 利用 `XIP` 在文件系统中直接执行\n- 源码级调试与编辑器插件\n\n更多见 [项目主页](https://example.org/wamr)。")
        .Talk("4", "Waft: 基于 WebAssembly 的 AIoT 应用框架实践", ["唐兹源"],
            "分享基于 WAMR 和自研渲染引擎打造的应用框架，以及它在智能音箱与电视大屏上的实践。",
            ["了解 WebAssembly 在智能音箱及电视大屏中的应用场景", "了解如何设计动态化容器", "了解如何运用 AssemblyScript 设计适合 Web 开发者的应用框架及工具链"])
        .Talk("5", "WASM 中的 GC 遐想", ["臧琳"], "内存管理及垃圾回收是现代高级语言的核心，也是 WebAssembly 承载多语言支持的必经之路。")
        .Talk("6", "WebAssembly 在区块链中的实践", ["张磊"], "安全、高性能与跨平台使其适合智能合约；安全性与确定性又带来挑战。",
            ["了解 WebAssembly 在区块链领域的应用现状和面临的技术挑战"])
        .Talk("7", "Wasm & WAMR 在 AIOT 领域的应用", ["黄齐"], "内存只有数十 KB 的设备里使用 Wasm，会面临怎样的挑战和困难？")
        .Then(new AgendaPublished(1, null))
        .At(Instant.FromUtc(2021, 12, 20, 3, 0))
        .Deck("2", "蚂蚁集团 WASM 编译器虚拟机基础能力建设", Decks + "compiler.pdf")
        .Deck("3", "WebAssembly Micro Runtime 开源技术解析与展望", Decks + "wamr.pdf")
        .Deck("4", "Waft: 基于 WebAssembly 的 AIoT 应用框架实践", Decks + "waft.pdf")
        .Deck("5", "WASM 中的 GC 遐想", Decks + "gc.pdf")
        .Deck("6", "WebAssembly 在区块链中的实践", Decks + "chain.pptx")
        .Deck("7", "Wasm & WAMR 在 AIOT 领域的应用", Decks + "aiot.pdf")
        .Then(new RecordingAdded(Story.Id("recording"), null, "完整回放", "https://video.example.org/13"))
        .Then(new ReferenceAdded(Story.Id("reference"), null, "WAMR 项目", "https://code.example.org/wamr"))
        .Then(new PhotosAdded(Story.Id("photos"), null, "https://pictures.example.org/13", PhotosKind.Album))
        .Then(new ChannelSet(Story.Id("ding"), ChannelKind.DingTalk, "金融级分布式架构", "34197075", "https://qr.example.org/join?group=34197075&from=回顾", null))
        .Then(new RegistrationOpened("https://tickets.example.org/13", null))
        .Then(new ChannelSet(Story.Id("wechat"), ChannelKind.WeChat, "金融级分布式架构", null, null, "https://pictures.example.org/qr.webp"))
        .Then(new OrganiserAdded(Story.Id("sofa"), "SOFAStack 社区", OrganiserRole.Host, "https://example.org/sofa"))
        .Then(new OrganiserAdded(Story.Id("alliance"), "字节码联盟", OrganiserRole.CoHost, null))
        .Then(new RecapWritten("十位讲师，七个议题，一个下午：从字节码联盟的进展，到编译器、垃圾回收、区块链与物联网。\n\n感谢每一位参与直播的朋友。**讲稿已全部整理在下面**，欢迎下载。"))
        .Then(new RecapPublished(null));

    private static Story People(Story story) => story
        .Speaker("王鑫", "王鑫", null, "intel", "技术经理", "任职英特尔公司，关注计算机语言与运行引擎、可信计算和物联网；创建开源项目 WebAssembly Micro Runtime。")
        .Speaker("杨斌", "杨斌", "凯撒", "蚂蚁集团", "技术总监", "关注操作系统，计算机语言与运行引擎等技术领域。")
        .Speaker("Till", "Till Schneidereit", null, "字节码联盟", "董事会主席")
        .Speaker("Ralph", "Ralph Squillace", null, "微软", "高级总监", "字节码联盟董事会成员")
        .Speaker("汤伟", "汤伟", null, "蚂蚁集团", "资深技术专家", "一直从事编译器和虚拟机相关工作。")
        .Speaker("何良", "何良", null, "intel", "资深软件工程师", "WAMR 开源项目核心开发者")
        .Speaker("唐兹源", "唐兹源", null, "阿里巴巴", "前端技术专家", "天猫精灵工程技术前端团队负责人。")
        .Speaker("臧琳", "臧琳", null, "腾讯云", "高级工程师", "OpenJDK committer")
        .Speaker("张磊", "张磊", null, "蚂蚁集团", "技术专家", "从事编译器和虚拟机相关研发工作。")
        .Speaker("黄齐", "黄齐", null, "小米", "软件工程师 / Vela OS 框架业务技术负责人", "负责 Vela OS 内核、中间件的研发和落地。");
}
